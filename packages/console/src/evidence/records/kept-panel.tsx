import type { RecordSummary } from '@outrider/schema';
import { Link } from 'wouter';
import { PURPOSE } from '../../operations/words.js';
import { Panel } from '../../ui/page.js';
import { retentionWords } from './words.js';

/** How long what of the record is kept. */
export function KeptPanel({ record }: { record: RecordSummary }) {
  return (
    <Panel title="Retention" tools={<Link href="/evidence/retention">Policy</Link>}>
      <dl className="facts">
        <dt>Video</dt>
        <dd>{retentionWords(record.video)}</dd>
        <dt>Telemetry</dt>
        <dd>{retentionWords(record.telemetry)}</dd>
        <dt>Everything else</dt>
        <dd>Kept for ever</dd>
      </dl>
      <p className="small muted kept-note">
        {PURPOSE[record.purpose]} flights. Commands, decisions, alerts and hashes stay, so that the record can be
        verified after its video is gone; it then says what is missing and why.
      </p>
    </Panel>
  );
}
