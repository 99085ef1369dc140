import { useQueryClient } from '@tanstack/react-query';
import type { Hold, RecordSummary } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/state.js';
import { dateText, dateTimeText } from '../../ui/time.js';
import { HoldForm, LiftForm } from './hold-forms.js';

/** What holds the record back from deletion, and the way to hold it or to lift a hold. */
export function HoldsPanel({ record, holds }: { record: RecordSummary; holds: readonly Hold[] }) {
  const queries = useQueryClient();
  const mayHold = useCan('evidence:hold');
  const [asking, setAsking] = useState<'hold' | Hold | null>(null);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    await work();
    setAsking(null);
    await queries.invalidateQueries({ queryKey: ['custody', record.flight_id] });
  };
  const path = { id: record.flight_id };
  return (
    <Panel title="Holds" tools={mayHold && <Button onClick={() => setAsking('hold')}>Hold the record</Button>}>
      {holds.length === 0 && (
        <Empty>Nobody holds this record. A hold keeps all of it from deletion, whatever the policy says.</Empty>
      )}
      <ul className="plain-list">
        {holds.map((hold) => (
          <HoldLine key={hold.id} hold={hold} onLift={mayHold && hold.active ? () => setAsking(hold) : null} />
        ))}
      </ul>
      <Dialog open={asking === 'hold'} title="Hold the record" onClose={() => setAsking(null)}>
        <HoldForm onSubmit={(body) => act(() => call('POST', '/flights/{id}/holds', { path, body }))} />
      </Dialog>
      <Dialog open={asking !== null && asking !== 'hold'} title="Lift the hold" onClose={() => setAsking(null)}>
        {asking !== null && asking !== 'hold' && (
          <LiftForm
            hold={asking}
            onSubmit={(body) => act(() => call('POST', '/holds/{id}/lift', { path: { id: asking.id }, body }))}
          />
        )}
      </Dialog>
    </Panel>
  );
}

function HoldLine({ hold, onLift }: { hold: Hold; onLift: (() => void) | null }) {
  return (
    <li className="list-line" data-over={!hold.active}>
      <div>
        <p>{hold.reason}</p>
        <p className="small muted">
          {hold.set_by}, <span className="num">{dateTimeText(hold.set_at_utc_ms)}</span>
          {hold.until_utc_ms !== null && <>, until {dateText(hold.until_utc_ms)}</>}
        </p>
        {hold.lifted_at_utc_ms !== null && (
          <p className="small muted">
            Lifted by {hold.lifted_by}, <span className="num">{dateTimeText(hold.lifted_at_utc_ms)}</span>:{' '}
            {hold.lift_reason}
          </p>
        )}
        {hold.lifted_at_utc_ms === null && !hold.active && <p className="small muted">Its day has come.</p>}
      </div>
      {onLift && (
        <Button compact onClick={onLift}>
          Lift
        </Button>
      )}
    </li>
  );
}
