// The simulator with a recorder in its line: every datagram that the gateway sends to a vehicle is written to the file in
// PROXY_LOG, one JSON object a line: { at_ms, hex }. Started by the supervisor in place of the simulator.
import { createSocket } from 'node:dgram';
import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';

const file = process.env.OUTRIDER_RESOLVED_SETTINGS;
const resolved = JSON.parse(readFileSync(file, 'utf8'));
const link = resolved.settings.gateway.links.find(({ simulated, kind }) => simulated && kind === 'udp-in');
const log = openSync(process.env.PROXY_LOG, 'a');
const gatewayPort = link.port;

/** One socket towards the gateway for each vehicle, so that the gateway sees them as they would come by themselves. */
const uplinks = new Map();
const listener = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });

function uplinkFor(vehiclePort) {
  const known = uplinks.get(vehiclePort);
  if (known) return known;
  const socket = createSocket('udp4');
  socket.on('message', (bytes) => {
    writeSync(log, `${JSON.stringify({ at_ms: Date.now(), hex: bytes.toString('hex') })}\n`);
    listener.send(bytes, vehiclePort, '127.0.0.1');
  });
  socket.on('error', () => {});
  uplinks.set(vehiclePort, socket);
  return socket;
}

listener.on('message', (bytes, remote) => uplinkFor(remote.port).send(bytes, gatewayPort, '127.0.0.1'));
listener.on('error', () => {});
await new Promise((resolve) => listener.bind(0, '127.0.0.1', resolve));
link.port = listener.address().port;
writeFileSync(`${file}.proxied`, JSON.stringify(resolved), { mode: 0o600 });
process.env.OUTRIDER_RESOLVED_SETTINGS = `${file}.proxied`;
await import('../../packages/sim/dist/main.js');
