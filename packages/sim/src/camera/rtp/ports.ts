import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const HOST = '127.0.0.1';
const TRIES = 50;

/** Binds a port of this machine and lets it go. Null where it is taken. */
async function tryPort(port: number): Promise<number | null> {
  const socket = createSocket('udp4');
  try {
    socket.bind({ port, address: HOST, exclusive: true });
    await once(socket, 'listening');
    return socket.address().port;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

/**
 * A free even UDP port on loopback whose neighbour above is free too: RTP goes to the one, RTCP to the other (RFC 3550, section 11).
 * @param taken ports that were handed out already
 * @throws Error when the machine has none left
 */
export async function freeRtpPort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const found = await tryPort(0);
    if (found === null || found >= 65_534) continue;
    const even = found + (found % 2);
    if (taken.has(even)) continue;
    if (even !== found && (await tryPort(even)) === null) continue;
    if ((await tryPort(even + 1)) !== null) return even;
  }
  throw new Error(`No pair of free UDP ports was found on ${HOST} in ${TRIES} tries: close programs that hold many.`);
}
