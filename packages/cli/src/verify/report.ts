import { utcText } from '@outrider/core/evidence';
import type { FindingLevel, VerificationFinding, VerificationReport } from '@outrider/schema';

const VERDICTS: Readonly<Record<VerificationReport['verdict'], string>> = {
  proven: 'PROVEN: the record is as it was when it was sealed.',
  unconfirmed:
    'INTACT, NOT CONFIRMED: the record is whole in itself, but nothing from outside it shows whose it is or that it was not replaced.',
  unsealed: 'NOT SEALED: nothing in it contradicts itself, but nobody signed for it, and its end may be missing.',
  altered: 'NOT PROVEN: something is missing or was altered.',
  unreadable: 'CANNOT BE READ: this is no record of a flight.',
};
const HEADINGS: readonly [string, FindingLevel[]][] = [
  ['Altered or missing', ['altered', 'missing']],
  ['Neither proven nor refuted', ['unknown']],
  ['Proven', ['proven']],
  ['To know', ['note']],
];

/** The report as people read it: the verdict first, then what it rests on. */
export function reportText(report: VerificationReport, record: string): string {
  const lines = [VERDICTS[report.verdict], '', ...facts(report, record)];
  for (const [heading, levels] of HEADINGS) {
    const found = report.findings.filter(({ level }) => levels.includes(level));
    if (found.length > 0) lines.push('', `${heading}:`, ...found.map(lineOf));
  }
  return lines.join('\n');
}

function facts(report: VerificationReport, record: string): string[] {
  const rows: [string, string | null][] = [
    ['Record', record],
    ['Flight', report.flight_number ?? report.flight_id],
    ['Agency', report.agency_name ?? report.agency_id],
    ['Sealed', report.sealed_at_utc_ms === null ? null : utcText(report.sealed_at_utc_ms)],
    [
      'Key',
      report.key_id === null
        ? null
        : `${report.key_id}, ${report.key_trusted ? 'as given' : 'as the record brings it'}`,
    ],
    ['Manifest', report.manifest_sha256 === null ? null : `SHA-256 ${report.manifest_sha256}`],
    ['Checked', `${report.entries} entries, ${report.payload_bytes} bytes`],
  ];
  return rows.filter(([, value]) => value !== null).map(([name, value]) => `${name.padEnd(9)} ${value}`);
}

function lineOf({ level, text }: VerificationFinding): string {
  const mark = level === 'altered' ? 'ALTERED ' : level === 'missing' ? 'MISSING ' : '';
  return `  - ${mark}${text}`;
}
