import { resolve } from 'node:path';
import { parseVerb, flag, settingsOptions, text } from '../support/options.js';
import { settingsFor } from '../support/settings.js';
import { checkChains } from './chain.js';
import type { ChainReport } from './chain.js';
import { auditOfBackup, auditOfDatabase } from './source.js';

const HELP = `Usage: outrider audit [options]

Checks that nobody removed, altered or added a line of the audit log: each line's hash covers the line before it, and the newest
one must be the one that the agency's head names. Reads the database of the settings, or a backup without any Outrider running.
Ends with 1 when a log was changed.

  --backup DIR      check what "outrider backup DIR" wrote
  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    data folder (default: .outrider)
  --json            print the result as one JSON document
  --help            this text`;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, help } = parseVerb('audit', argv, { ...settingsOptions, backup: text, json: flag }, []);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const source =
    values.backup === undefined ? auditOfDatabase(settingsFor(values)) : auditOfBackup(resolve(values.backup));
  const agencies = await source(checkChains);
  const ok = agencies.every((agency) => agency.fault === null);
  if (values.json) console.log(JSON.stringify({ ok, agencies }));
  else for (const agency of agencies) console.log(lineOf(agency));
  return ok ? 0 : 1;
}

function lineOf({ agency_id, name, entries, fault }: ChainReport): string {
  return `${fault ? 'BROKEN' : 'ok    '} ${name} (${agency_id}): ${entries} entries${fault ? `; ${fault}` : ''}`;
}
