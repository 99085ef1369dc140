import { planOrigins } from '@outrider/core/redaction';
import type { Redaction, RedactionPlan } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { addressOf, apiUrl, call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextArea } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';

export const STATES: Readonly<Record<Redaction['state'], string>> = {
  draft: 'Draft',
  rendering: 'Being rendered',
  rendered: 'Waits for review',
  failed: 'Not rendered',
  signed_off: 'Signed off',
  rejected: 'Rejected',
};

interface StepsProps {
  redaction: Redaction;
  plan: RedactionPlan;
  /** Changes that are not saved yet: what is rendered is what is saved. */
  unsaved: boolean;
  onChanged(): void;
}

/** Rendering, review and export: each step where it is its turn. */
export function Steps({ redaction, plan, unsaved, onChanged }: StepsProps) {
  const [error, setError] = useState<unknown>(null);
  const path = { id: redaction.id };
  const mayRedact = useCan('evidence:redact');
  const mayExport = useCan('evidence:export');
  const act = (work: () => Promise<unknown>): void => {
    setError(null);
    work().then(onChanged, setError);
  };
  const { state, progress, detail } = redaction;
  return (
    <section className="redaction-steps" aria-label="Steps">
      <p>
        <b>{STATES[state]}.</b> {detail} {state === 'rejected' && `${redaction.reviewed_by}: ${redaction.review_note}`}
      </p>
      {state === 'rendering' && (
        <>
          <progress aria-label="Rendering" value={progress ?? 0} />
          {mayRedact && (
            <Button compact onClick={() => act(() => call('POST', '/redactions/{id}/cancel', { path }))}>
              End rendering
            </Button>
          )}
        </>
      )}
      {mayRedact && state !== 'rendering' && state !== 'signed_off' && (
        <Button disabled={unsaved} onClick={() => act(() => call('POST', '/redactions/{id}/render', { path }))}>
          {redaction.rendered ? 'Render again' : 'Render'}
        </Button>
      )}
      {state === 'rendered' && <Review redaction={redaction} plan={plan} act={act} />}
      {state === 'signed_off' && (
        <p>
          Signed off by {redaction.reviewed_by}. {reviewedWords(redaction, plan)}{' '}
          {mayExport && (
            <a className="btn compact" href={apiUrl(addressOf('/redactions/{id}/export', path))} download>
              Export for release
            </a>
          )}
        </p>
      )}
      <ErrorNote error={error} />
    </section>
  );
}

/** What the review is of, in a sentence: it stands in the released record too. */
function reviewedWords({ rendered, plan_version }: Redaction, plan: RedactionPlan): string {
  const { drawn, accepted, rejected } = planOrigins(plan);
  const seconds = rendered ? (rendered.pictures / rendered.frame_rate_hz).toFixed(1) : '?';
  const proposals = accepted + rejected > 0 ? `, ${accepted} proposals accepted and ${rejected} rejected` : '';
  return `Version ${plan_version}: ${seconds} s of video, ${drawn} regions drawn by people${proposals}.`;
}

interface ReviewProps {
  redaction: Redaction;
  plan: RedactionPlan;
  act(work: () => Promise<unknown>): void;
}

function Review({ redaction, plan, act }: ReviewProps) {
  const mayReview = useCan('evidence:review');
  const [note, setNote] = useState('');
  const { open } = planOrigins(plan);
  if (!mayReview) return null;
  const path = { id: redaction.id };
  const decide = (decision: 'sign_off' | 'reject') =>
    act(() => call('POST', '/redactions/{id}/review', { path, body: { decision, note } }));
  return (
    <div>
      <p className="muted small">
        Watch the rendered video to its end. Somebody who did not draw it signs off; drawn by{' '}
        {redaction.editors.join(', ')}. {reviewedWords(redaction, plan)}
      </p>
      {open > 0 && <p className="small">{open} proposals are not decided on: they keep it from being signed off.</p>}
      <TextArea label="Note" value={note} maxLength={1000} onChange={({ target }) => setNote(target.value)} />
      <div className="cluster">
        <Button disabled={open > 0} onClick={() => decide('sign_off')}>
          Sign off
        </Button>
        <Button kind="danger" onClick={() => decide('reject')}>
          Reject
        </Button>
      </div>
    </div>
  );
}
