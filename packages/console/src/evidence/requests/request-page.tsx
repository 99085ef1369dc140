import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordsRequest } from '@outrider/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { addressOf, apiUrl, call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { attempt } from '../../ui/notices.js';
import { Panel } from '../../ui/page.js';
import { Empty, ErrorNote, Loading } from '../../ui/state.js';
import { dateText, dateTimeText } from '../../ui/time.js';
import { AddItem } from './add-item.js';
import { ItemLine } from './item-line.js';
import { RequestForm } from './request-form.js';
import { requestWords } from './words.js';
import './requests.css';

/** One request: what is asked for, what became of each item, and the letter. */
export function RequestPage({ id }: { id: string }) {
  const client = useQueryClient();
  const key = ['records-request', id];
  const found = useQuery({ queryKey: key, queryFn: () => call('GET', '/records-requests/{id}', { path: { id } }) });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading what="request" />;
  const show = (request: RecordsRequest): void => {
    client.setQueryData(key, request);
    void client.invalidateQueries({ queryKey: ['records-requests'] });
  };
  const request = found.data;
  return (
    <div className="page">
      <RequestHead request={request} />
      <div className="page-body">
        <div className="request-panels">
          <Facts request={request} show={show} />
          <Panel title="What is released and what is withheld">
            {request.items.length === 0 && (
              <Empty>
                Nothing is named yet. Add the flights that the request is about, or answer that there are none.
              </Empty>
            )}
            <ul className="request-items">
              {request.items.map((item) => (
                <ItemLine key={item.id} item={item} open={request.state === 'open'} show={show} />
              ))}
            </ul>
            {request.state === 'open' && <AddItem request={request} show={show} />}
          </Panel>
          <Answer request={request} show={show} />
        </div>
      </div>
    </div>
  );
}

function RequestHead({ request }: { request: RecordsRequest }) {
  const { text, tone } = requestWords(request, Date.now());
  return (
    <header className="page-head">
      <Link href="/evidence/requests" className="btn icon" aria-label="Back to the requests">
        ‹
      </Link>
      <h1>
        Request <span className="num">{request.number}</span>
      </h1>
      <span className="tag" data-tone={tone}>
        {text}
      </span>
      <span className="small muted clip">{request.requester}</span>
    </header>
  );
}

interface Part {
  request: RecordsRequest;
  show: (request: RecordsRequest) => void;
}

function Facts({ request, show }: Part) {
  const [editing, setEditing] = useState(false);
  const { requester, contact, subject, received_at_utc_ms, due_at_utc_ms, from_utc_ms, to_utc_ms } = request;
  const day = (ms: number | null): string => (ms === null ? 'not set' : dateText(ms));
  const tools = request.state === 'open' && (
    <Button compact onClick={() => setEditing(true)}>
      Correct
    </Button>
  );
  return (
    <Panel title="The request" tools={tools}>
      <p className="request-words">{subject}</p>
      <dl className="facts small">
        <dt>Requester</dt>
        <dd>
          {requester} {contact}
        </dd>
        <dt>Received</dt>
        <dd>{day(received_at_utc_ms)}</dd>
        <dt>Answer due</dt>
        <dd>{day(due_at_utc_ms)}</dd>
        <dt>About flights</dt>
        <dd>
          {from_utc_ms === null && to_utc_ms === null ? 'no time given' : `${day(from_utc_ms)} to ${day(to_utc_ms)}`}
        </dd>
        <dt>Entered by</dt>
        <dd>
          {request.created_by}, {dateTimeText(request.created_at_utc_ms)}
        </dd>
      </dl>
      <Dialog open={editing} title="Correct the request" onClose={() => setEditing(false)}>
        <RequestForm
          request={request}
          onSave={async (body) => {
            show(await call('PUT', '/records-requests/{id}', { path: { id: request.id }, body }));
            setEditing(false);
          }}
        />
      </Dialog>
    </Panel>
  );
}

function Answer({ request, show }: Part) {
  const [note, setNote] = useState('');
  const letter = (format: 'html' | 'text') =>
    apiUrl(addressOf('/records-requests/{id}/letter/{format}', { id: request.id, format }));
  const waiting = request.items.filter(({ outcome }) => outcome === null).length;
  const answer = () =>
    attempt('The request stays open', async () => {
      show(await call('POST', '/records-requests/{id}/answer', { path: { id: request.id }, body: { note } }));
    });
  return (
    <Panel title="The letter">
      {request.state === 'answered' ? (
        <p>
          Answered by {request.answered_by}, {dateTimeText(request.answered_at_utc_ms)}. {request.answer_note}
        </p>
      ) : (
        <>
          <TextArea
            label="Last words of the letter, such as how to appeal"
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.target.value)}
          />
          {waiting > 0 && <p className="small muted">{waiting} of the items wait for a decision.</p>}
        </>
      )}
      <div className="cluster">
        {request.state === 'open' && (
          <Button kind="primary" disabled={waiting > 0} onClick={() => void answer()}>
            Mark as answered
          </Button>
        )}
        <a className="btn" href={letter('html')} target="_blank" rel="noreferrer">
          {request.state === 'open' ? 'See the draft' : 'Letter to print'}
        </a>
        <a className="btn" href={letter('text')} download>
          As text
        </a>
      </div>
    </Panel>
  );
}
