import type { Duplex } from 'node:stream';
import { ERRORS } from '@outrider/schema';
import { Refusal, errorBody, refuse } from '../refusal.js';

/** Answers an upgrade that is not granted, in the form of every other error, and ends the connection. */
export function refuseUpgrade(socket: Duplex, error: unknown): void {
  const refusal = error instanceof Refusal ? error : refuse('internal', 'The socket could not be opened.');
  const body = JSON.stringify(errorBody(refusal.code, refusal.message, refusal.field));
  const head = [
    `HTTP/1.1 ${ERRORS[refusal.code].status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
