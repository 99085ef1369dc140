import type { RecordsRequest, RecordsRequestDecision, RecordsRequestItem } from '@outrider/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { addressOf, apiUrl, call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { attempt } from '../../ui/notices.js';
import { dateTimeText } from '../../ui/time.js';
import { materialWords } from './words.js';

const TONE = { released: 'ready', withheld: 'caution' } as const;

interface ItemLineProps {
  item: RecordsRequestItem;
  open: boolean;
  show: (request: RecordsRequest) => void;
}

/** One thing that is asked for, and the decision about it. */
export function ItemLine({ item, open, show }: ItemLineProps) {
  const [withholding, setWithholding] = useState(false);
  const path = { id: item.id };
  const decide = (body: RecordsRequestDecision) =>
    attempt('Nothing was decided', async () => {
      show(await call('POST', '/records-request-items/{id}/decision', { path, body }));
      setWithholding(false);
    });
  const remove = () =>
    attempt('The item stays', async () => show(await call('DELETE', '/records-request-items/{id}', { path })));
  return (
    <li className="request-item">
      <div className="row">
        <div className="grow">
          <Link href={`/evidence/records/${item.flight_id}`} className="num">
            {item.flight_number}
          </Link>{' '}
          {item.aircraft_name}, <span className="num">{dateTimeText(item.flown_at_utc_ms)}</span>
          <div className="small muted">{materialWords(item)}</div>
        </div>
        <span className="tag" data-tone={item.outcome === null ? 'plain' : TONE[item.outcome]}>
          {item.outcome ?? 'to decide'}
        </span>
      </div>
      <Decided item={item} />
      <div className="cluster">
        {open && item.outcome !== 'released' && (
          <Button compact onClick={() => void decide({ outcome: 'released' })}>
            Release
          </Button>
        )}
        {open && !withholding && (
          <Button compact onClick={() => setWithholding(true)}>
            Withhold…
          </Button>
        )}
        {open && item.outcome === null && (
          <Button compact kind="quiet" onClick={() => void remove()}>
            Take away
          </Button>
        )}
        {item.outcome === 'released' && <Download item={item} />}
      </div>
      {withholding && <Withhold onDecide={decide} onLeave={() => setWithholding(false)} />}
    </li>
  );
}

function Decided({ item }: { item: RecordsRequestItem }) {
  if (item.outcome === null) return null;
  return (
    <p className="small">
      {item.reason} {item.citation && <span className="muted">({item.citation})</span>}{' '}
      <span className="faint">
        {item.decided_by}, {dateTimeText(item.decided_at_utc_ms)}
      </span>
    </p>
  );
}

function Download({ item }: { item: RecordsRequestItem }) {
  const href =
    item.redaction_id === null
      ? addressOf('/flights/{id}/record/export', { id: item.flight_id })
      : addressOf('/redactions/{id}/export', { id: item.redaction_id });
  return (
    <a className="btn compact" href={apiUrl(href)} download>
      File to hand over
    </a>
  );
}

interface WithholdProps {
  onDecide: (decision: RecordsRequestDecision) => Promise<boolean>;
  onLeave: () => void;
}

function Withhold({ onDecide, onLeave }: WithholdProps) {
  const [reason, setReason] = useState('');
  const [citation, setCitation] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onDecide({ outcome: 'withheld', reason, citation });
      }}
    >
      <TextArea
        label="Why, as the requester reads it"
        value={reason}
        maxLength={1000}
        required
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        label="Law that it rests on"
        value={citation}
        maxLength={300}
        required
        onChange={(event) => setCitation(event.target.value)}
      />
      <div className="cluster">
        <Button type="submit">Withhold</Button>
        <Button kind="quiet" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </form>
  );
}
