/** The thread in which dispatch decisions are made. Started by `DecisionThread`; says nothing but answers. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { fromClonedAirspace } from '@outrider/core/airspace';
import type { AirspaceIndex } from '@outrider/core/airspace';
import { decide } from '@outrider/core/dispatch';
import { readInput } from './wire.js';
import type { FromThread, ToThread } from './wire.js';
import { sweepYoung } from './young-space.js';

const port = parentPort;
if (port === null) throw new TypeError('this module runs as a worker thread');
const airspaces = new Map<number, AirspaceIndex>();
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

port.on('message', (message: ToThread) => {
  if (message.kind === 'airspace') airspaces.set(message.number, fromClonedAirspace(message.airspace));
  else if (message.kind === 'forget') airspaces.delete(message.number);
  else {
    port.postMessage(answer(message.id, message.airspace, message.input));
    setImmediate(sweepYoung);
  }
});

function answer(id: number, number: number, input: string): FromThread {
  try {
    const airspace = airspaces.get(number);
    if (!airspace) throw new TypeError('the airspace of a decision did not arrive');
    return { id, ok: true, decision: decide(readInput(input, airspace), sha256) };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id, ok: false, message, stack };
  }
}
