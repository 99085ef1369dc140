import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Bytes to and from a gateway's link. */
export interface Transport {
  send(bytes: Uint8Array): void;
  close(): void;
}
export interface Address {
  host: string;
  port: number;
}

/** A vehicle that calls a gateway's udp-in link from a port of its own. */
export function udpTransport(to: Address, receive: (bytes: Uint8Array) => void): Transport {
  const socket = createSocket(to.host.includes(':') ? 'udp6' : 'udp4');
  let connected = false;
  let closed = false;
  socket.on('message', (bytes) => receive(bytes));
  // A gateway that is down answers with ICMP "port unreachable"; it will come back on the same port.
  socket.on('error', () => {});
  socket.connect(to.port, to.host, () => {
    connected = !closed;
  });
  return {
    send: (bytes) => {
      if (connected) socket.send(bytes);
    },
    close: () => {
      closed = true;
      connected = false;
      socket.close();
    },
  };
}

const RECONNECT_MS = 500;
const MAX_BUFFERED_BYTES = 256 * 1024;

/** A vehicle that calls a gateway's tcp-server link, and calls again when the connection breaks. */
export function tcpTransport(to: Address, receive: (bytes: Uint8Array) => void): Transport {
  let socket: Socket | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;
  const open = (): void => {
    const made = connect(to.port, to.host);
    made.setNoDelay(true);
    made.on('data', receive);
    made.on('error', () => {});
    made.on('close', () => {
      socket = null;
      if (!closed) retry = setTimeout(open, RECONNECT_MS);
    });
    socket = made;
  };
  open();
  return {
    send: (bytes) => {
      // What a broken or slow connection cannot take is lost, as on a radio.
      if (socket?.writable && socket.writableLength < MAX_BUFFERED_BYTES) socket.write(bytes);
    },
    close: () => {
      closed = true;
      if (retry) clearTimeout(retry);
      socket?.destroy();
    },
  };
}
