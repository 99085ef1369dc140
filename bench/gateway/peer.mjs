// node-mavlink behind the same sockets, as its readme shows it: splitter and parser for each sender, then the message's class.
import { createSocket } from 'node:dgram';
import library from 'node-mavlink';

const [, links] = process.argv.slice(2);
const { minimal, standard, common, ardupilotmega } = library;
const registry = { ...minimal.REGISTRY, ...standard.REGISTRY, ...common.REGISTRY, ...ardupilotmega.REGISTRY };
let frames = 0;

function decoder() {
  const splitter = new library.MavLinkPacketSplitter();
  splitter.pipe(new library.MavLinkPacketParser()).on('data', (packet) => {
    packet.protocol.data(packet.payload, registry[packet.header.msgid]);
    frames += 1;
  });
  return splitter;
}

async function listen() {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 8_388_608 });
  const decoders = new Map();
  socket.on('message', (bytes, remote) => {
    const known = decoders.get(remote.port) ?? decoder();
    decoders.set(remote.port, known);
    known.write(bytes);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}

const ports = await Promise.all(Array.from({ length: Number(links) }, listen));
process.on('message', () => process.send({ frames }));
process.send({ ports });
