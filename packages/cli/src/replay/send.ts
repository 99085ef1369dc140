import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { LogRecord } from './records.js';
import { Pacing } from './pacing.js';
import type { Target } from './target.js';

export interface Sent {
  datagrams: number;
  /** Refused by the system, or nobody listened. */
  send_errors: number;
  systems: number[];
  /** The log waited once, after its first heartbeat, until the vehicle was known and an aircraft stood for it. */
  introduced_s: number;
  recorded_s: number;
  shortened_s: number;
  took_s: number;
}

/** As many datagrams are sent at one go before the socket gets to breathe. */
const BURST = 64;

function opened(target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(target.host) ? 'udp6' : 'udp4');
    socket.once('error', reject);
    socket.connect(target.port, target.host, () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** A vehicle that was never heard before gets an aircraft to keep its flights under; a log played fast would be over by then. */
const INTRODUCTION_MS = 2500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends each record as one datagram when it is due. */
export async function sendRecords(records: AsyncIterable<LogRecord>, target: Target, speed: number): Promise<Sent> {
  const socket = await opened(target);
  const pacing = new Pacing(speed);
  const systems = new Set<number>();
  let start_ms = performance.now();
  let introduced = false;
  let datagrams = 0;
  let send_errors = 0;
  // "Port unreachable" arrives as an error of a later send.
  socket.on('error', () => send_errors++);
  for await (const { bytes, time_us, system_id, is_heartbeat } of records) {
    const wait_ms = pacing.dueMs(time_us) - (performance.now() - start_ms);
    if (wait_ms > 1) await pause(wait_ms);
    else if (datagrams % BURST === 0) await pause(0);
    socket.send(bytes, (error) => {
      if (error) send_errors++;
    });
    datagrams++;
    systems.add(system_id);
    if (introduced || !is_heartbeat) continue;
    introduced = true;
    await pause(INTRODUCTION_MS);
    start_ms += INTRODUCTION_MS;
  }
  await pause(50);
  socket.close();
  return {
    datagrams,
    send_errors,
    systems: [...systems].sort((a, b) => a - b),
    introduced_s: introduced ? INTRODUCTION_MS / 1000 : 0,
    recorded_s: Math.round(pacing.recorded_ms / 100) / 10,
    shortened_s: Math.round(pacing.shortened_ms / 100) / 10,
    took_s: Math.round((performance.now() - start_ms) / 100) / 10,
  };
}
