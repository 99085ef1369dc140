// The recorder's thread: all recordings of the process, so that no disk holds up a viewer.
import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './messages.js';
import { RecordingSlot } from './recording-slot.js';

const TICK_MS = 200;
const port = parentPort;
if (!port) throw new Error('this is the program of a thread');

const tell = (message: FromThread): void => port.postMessage(message);
const slots = new Map<number, RecordingSlot>();

port.on('message', (message: ToThread) => {
  if (message.kind === 'units') {
    for (const { id, unit } of message.units) slots.get(id)?.takeUnit(unit);
    return;
  }
  if (message.kind === 'open') slots.set(message.id, new RecordingSlot(message.id, message.options, tell));
  const slot = slots.get(message.id);
  slot?.take(message);
  if (message.kind === 'close') slots.delete(message.id);
});
setInterval(() => {
  for (const slot of slots.values()) slot.tick(performance.now());
}, TICK_MS);
