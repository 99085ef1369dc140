// Ports that are free now, on an address.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

/** An address of this machine that is not 127.0.0.1, for peers that do not offer that one; what is sent to it stays in the machine. */
export function ownAddress() {
  const addresses = Object.values(networkInterfaces()).flat();
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

/** For TCP. */
export function freePort(host) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Two UDP ports in a row, the first of them even, as RTP and its RTCP use. */
export async function freePortPair(host) {
  for (;;) {
    const port = (await bind(0, host)) & ~1;
    if ((await bind(port, host)) !== null && (await bind(port + 1, host)) !== null) return port;
  }
}

/** The port that could be bound; null when it is taken. */
function bind(port, host) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').once('error', () => resolve(null));
    socket.bind(port, host, () => {
      const bound = socket.address().port;
      socket.close(() => resolve(bound));
    });
  });
}
