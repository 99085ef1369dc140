// node recording-process.mjs RECORD UNITS CAMERA: records pictures in real time and says when each was handed over, until it is killed.
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { createLogger, systemClock } from '../../runtime/dist/index.js';
import { Recorder, RecorderThread } from '../dist/recorder/index.js';

const [folder, file, id] = process.argv.slice(2);
const units = deserialize(readFileSync(file));
const logger = createLogger({ name: 'recording', level: 'silent' });
const clock = systemClock();
const recorder = new Recorder({
  thread: new RecorderThread(logger),
  folder,
  camera: { id, name: null, source: null },
  clock,
  logger,
  reserve_mb: 1,
});
let next = 0;
setInterval(() => {
  const unit = units[next++ % units.length];
  const received_utc_ms = Date.now();
  recorder.push({ ...unit, received_utc_ms, captured_utc_ms: null });
  process.stdout.write(`${received_utc_ms}\n`);
}, 1000 / 30);
