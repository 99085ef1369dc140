import { resolve } from 'node:path';
import { parseSettings } from '@outrider/runtime/settings';
import { OutriderError } from '@outrider/runtime/errors';
import type { Settings } from '@outrider/runtime';
import { flag, parseVerb, settingsOptions } from '../support/options.js';
import { settingsFor } from '../support/settings.js';
import { checkBuild } from './build.js';
import { checkClock } from './clock.js';
import { checkDatabase } from './database.js';
import type { Finding } from './finding.js';
import { fail, ok } from './finding.js';
import { checkDisk } from './disk.js';
import { checkNode, checkProgram, checkReceiveBuffer } from './machine.js';
import { checkPorts } from './ports.js';
import { checkTls } from './tls.js';

const HELP = `Usage: outrider doctor [options]

Looks at what Outrider needs on this machine and says what to do where something is missing. Ends with 1 when a line says "fail".

  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    data folder (default: .outrider)
  --json            print the result as one JSON document
  --help            this text`;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, help } = parseVerb('doctor', argv, { ...settingsOptions, json: flag }, []);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const findings = await examine(values);
  const healthy = findings.every((finding) => finding.state !== 'fail');
  if (values.json) console.log(JSON.stringify({ ok: healthy, findings }));
  else for (const finding of findings) console.log(lineOf(finding));
  return healthy ? 0 : 1;
}

/** All checks, in the order in which they are shown. With unusable settings the others look at the defaults. */
async function examine(values: Parameters<typeof settingsFor>[0]): Promise<Finding[]> {
  const { settings, finding } = readSettings(values);
  return [
    checkNode(process.versions.node),
    finding,
    checkBuild(),
    checkDisk(settings.data_dir),
    await checkDatabase(settings),
    ...(await checkPorts(settings)),
    checkTls(settings.http, Date.now()),
    checkReceiveBuffer(settings.gateway.receive_buffer_bytes),
    await checkClock(),
    checkProgram('chromium', ['chromium', 'chromium-browser', 'google-chrome'], 'the browser tests'),
    checkProgram('ffmpeg', ['ffmpeg'], 'tests with video'),
  ];
}

function readSettings(values: Parameters<typeof settingsFor>[0]): { settings: Settings; finding: Finding } {
  try {
    const settings = settingsFor(values);
    return { settings, finding: ok('settings', `valid; data in ${settings.data_dir}`) };
  } catch (error) {
    if (!(error instanceof OutriderError)) throw error;
    const defaults = parseSettings({}, 'defaults');
    const data_dir = resolve(values['data-dir'] ?? defaults.data_dir);
    return { settings: { ...defaults, data_dir }, finding: fail('settings', error.message, error.remedy) };
  }
}

function lineOf({ name, state, detail, remedy }: Finding): string {
  return `${state.padEnd(4)}  ${name.padEnd(14)} ${detail}${remedy ? `\n      ${''.padEnd(14)} -> ${remedy}` : ''}`;
}
