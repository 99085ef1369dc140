import { utcText } from '@outrider/core/evidence';
import type { FindingLevel, VerificationReport } from '@outrider/schema';
import './evidence.css';

const VERDICTS: Readonly<Record<VerificationReport['verdict'], string>> = {
  proven: 'Proven: the record is as it was when it was sealed.',
  unconfirmed:
    'Not confirmed: the record is whole in itself, but nothing from outside it shows whose it is or that it was not replaced.',
  unsealed: 'Not sealed: nothing in it contradicts itself, but nobody signed for it, and its end may be missing.',
  altered: 'Not proven: something is missing or was altered.',
  unreadable: 'Cannot be read: this is no record of a flight.',
};
const HEADINGS: readonly (readonly [string, readonly FindingLevel[]])[] = [
  ['Altered or missing', ['altered', 'missing']],
  ['Neither proven nor refuted', ['unknown']],
  ['Proven', ['proven']],
  ['To know', ['note']],
];

/** What a verification found, the verdict first. */
export function ReportView({ report }: { report: VerificationReport }) {
  return (
    <div className="report-of-record" role="region" aria-label="Result of the verification">
      <p className="record-verdict" data-verdict={report.verdict} role="status">
        {VERDICTS[report.verdict]}
      </p>
      <dl className="facts small">
        <Fact name="Flight" value={report.flight_number ?? report.flight_id} />
        <Fact name="Agency" value={report.agency_name ?? report.agency_id} />
        <Fact name="Sealed" value={report.sealed_at_utc_ms === null ? null : utcText(report.sealed_at_utc_ms)} />
        <Fact
          name="Key"
          value={report.key_id && `${report.key_id}, ${report.key_trusted ? 'as given' : 'as the record brings it'}`}
        />
        <Fact name="Manifest" value={report.manifest_sha256} />
        <Fact name="Checked" value={`${report.entries} entries, ${report.payload_bytes} bytes`} />
      </dl>
      {HEADINGS.map(([heading, levels]) => (
        <Findings key={heading} heading={heading} report={report} levels={levels} />
      ))}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="num wrap">{value}</dd>
    </>
  );
}

function Findings({
  heading,
  report,
  levels,
}: {
  heading: string;
  report: VerificationReport;
  levels: readonly FindingLevel[];
}) {
  const found = report.findings.filter(({ level }) => levels.includes(level));
  if (found.length === 0) return null;
  return (
    <section>
      <h3>{heading}</h3>
      <ul className="findings small">
        {found.map(({ level, text }) => (
          <li key={text} data-level={level}>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
