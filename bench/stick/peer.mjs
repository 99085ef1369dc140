// The peers: one process between WebSocket and UDP, as one would write it first. No sign-in, no lease, no agencies, no journal, no
// telemetry to the consoles. node peer.mjs relay: passes sticks on and looks at nothing else, the floor. node peer.mjs node-mavlink:
// also decodes what the vehicles send, with node-mavlink as its readme shows it.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import library from 'node-mavlink';
import { WebSocketServer } from 'ws';
import { decodeStick } from '../../packages/core/dist/command/index.js';

const [kind] = process.argv.slice(2);
const AT_SYSTEM_ID = 5;
const { minimal, standard, common, ardupilotmega } = library;
const registry = { ...minimal.REGISTRY, ...standard.REGISTRY, ...common.REGISTRY, ...ardupilotmega.REGISTRY };
const protocol = new library.MavLinkProtocolV2(255, 190);
const vehicles = new Map();
const state = new Map();
let sequence = 0;

const udp = createSocket({ type: 'udp4', recvBufferSize: 8_388_608 });
udp.on('message', (bytes, remote) => {
  const systemId = bytes[AT_SYSTEM_ID];
  const known = vehicles.get(systemId) ?? { port: remote.port, splitter: kind === 'relay' ? null : decoder(systemId) };
  vehicles.set(systemId, known);
  known.splitter?.write(bytes);
});

function decoder(systemId) {
  const splitter = new library.MavLinkPacketSplitter();
  splitter.pipe(new library.MavLinkPacketParser()).on('data', (packet) => {
    const message = packet.protocol.data(packet.payload, registry[packet.header.msgid]);
    state.set(`${systemId} ${packet.header.msgid}`, message);
  });
  return splitter;
}

const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', (bytes) => {
    const { epoch: systemId, input } = decodeStick(bytes);
    const message = new common.ManualControl();
    message.target = systemId;
    message.x = Math.round(input.forward * 1000);
    message.y = Math.round(input.right * 1000);
    message.z = 500 + Math.round(input.up * 500);
    message.r = Math.round(input.turn * 1000);
    sequence = (sequence + 1) % 256;
    const vehicle = vehicles.get(systemId);
    if (vehicle) udp.send(protocol.serialize(message, sequence), vehicle.port, '127.0.0.1');
  });
});

await new Promise((resolve) => udp.bind(0, '127.0.0.1', resolve));
await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
process.send({ port: udp.address().port, url: `ws://127.0.0.1:${http.address().port}` });
