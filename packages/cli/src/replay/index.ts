import { existsSync } from 'node:fs';
import { OutriderError } from '@outrider/runtime/errors';
import { parseVerb, text, wrongUse } from '../support/options.js';
import { LogFile } from './records.js';
import { sendRecords } from './send.js';
import { parseTarget, runningTarget } from './target.js';

const HELP = `Usage: outrider replay FILE.tlog [options]

Sends the frames of a MAVLink log to the gateway, one datagram each, at the pace at which they were recorded. Prints a summary.

  --speed N         so many times as fast (default: 1)
  --to HOST:PORT    where to send (default: the link "replay" of the Outrider that runs on the data folder)
  --data-dir DIR    data folder of that Outrider (default: .outrider)
  --help            this text`;

function speedOf(given: string | undefined): number {
  if (given === undefined) return 1;
  const speed = Number(given);
  if (!(speed > 0 && speed <= 10_000)) throw wrongUse('replay', `--speed needs a number above 0, not "${given}"`);
  return speed;
}

/** `outrider replay`: 0 when every good frame was sent and the log held at least one. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { speed: text, to: text, 'data-dir': text };
  const { values, named, help } = parseVerb('replay', argv, options, ['FILE']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const speed = speedOf(values.speed);
  const target = values.to === undefined ? runningTarget(values['data-dir'] ?? '.outrider') : parseTarget(values.to);
  if (!existsSync(named.FILE)) {
    throw new OutriderError('bad_log', `${named.FILE}: there is no such file.`, 'Check the path.');
  }
  const log = new LogFile(named.FILE);
  const sent = await sendRecords(log.records(), target, speed);
  const ok = sent.datagrams > 0 && sent.send_errors === 0;
  console.log(JSON.stringify({ ok, file: named.FILE, to: `${target.host}:${target.port}`, ...log.counts, ...sent }));
  if (sent.datagrams === 0) {
    throw new OutriderError('bad_log', `${named.FILE}: no MAVLink frame was found.`, 'Is it a tlog?');
  }
  return ok ? 0 : 1;
}
