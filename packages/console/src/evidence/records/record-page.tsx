import type { RecordCustody, RecordSummary } from '@outrider/schema';
import { Link } from 'wouter';
import { PURPOSE } from '../../operations/words.js';
import { Panel } from '../../ui/page.js';
import { ErrorNote, Loading } from '../../ui/state.js';
import { dateTimeText } from '../../ui/time.js';
import { OriginalsPanel } from '../originals/originals-panel.js';
import { RecordPanel } from '../record-panel.js';
import { CasePanel } from './case-panel.js';
import { CustodyPanel } from './custody-panel.js';
import { HoldsPanel } from './holds-panel.js';
import { RedactionList } from './redaction-list.js';
import { KeptPanel } from './kept-panel.js';
import { useCustody } from './use-custody.js';
import { sealWords } from './words.js';

/** One record: what it is, how it is sealed, who had it in hand, what holds it and how long it is kept. */
export function RecordPage({ flightId }: { flightId: string }) {
  const custody = useCustody(flightId);
  if (custody.error && !custody.data) return <ErrorNote error={custody.error} />;
  if (!custody.data) return <Loading what="record" />;
  return (
    <div className="page">
      <RecordHead record={custody.data.record} />
      <div className="page-body">
        <ErrorNote error={custody.error} />
        <div className="panels record-panels">
          <Panels custody={custody.data} />
        </div>
      </div>
    </div>
  );
}

function Panels({ custody }: { custody: RecordCustody }) {
  const { record, holds } = custody;
  return (
    <>
      <div className="panel-column">
        <Panel title="Seal and verification">
          <RecordPanel flightId={record.flight_id} />
        </Panel>
        <CasePanel record={record} />
        <HoldsPanel record={record} holds={holds} />
        <KeptPanel record={record} />
        <OriginalsPanel flightId={record.flight_id} />
        <RedactionList flightId={record.flight_id} />
      </div>
      <div className="panel-column">
        <CustodyPanel custody={custody} />
      </div>
    </>
  );
}

function RecordHead({ record }: { record: RecordSummary }) {
  const { text, tone } = sealWords(record);
  return (
    <header className="page-head">
      <Link href="/evidence" className="btn icon" aria-label="Back to the records">
        ‹
      </Link>
      <h1>
        Record <span className="num">{record.flight_number}</span>
      </h1>
      <span className="tag" data-tone={tone}>
        {text}
      </span>
      {record.holds.length > 0 && (
        <span className="tag" data-tone="caution">
          Held
        </span>
      )}
      <span className="small muted clip">
        {record.aircraft_name} · {PURPOSE[record.purpose]} {record.incident_number} · RPIC {record.rpic_name ?? 'none'}{' '}
        · <span className="num">{dateTimeText(record.requested_at_utc_ms)}</span>
      </span>
      <div className="page-tools">
        <Link className="btn" href={`/flights/${record.flight_id}`}>
          Replay
        </Link>
      </div>
    </header>
  );
}
