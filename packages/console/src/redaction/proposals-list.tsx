import type { RedactionRegion } from '@outrider/schema';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { decided, openOf } from './proposals.js';
import { RegionName } from './regions.js';
import type { EditorState } from './use-editor.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const isOpen = ({ proposal }: RedactionRegion): boolean => proposal?.decision === 'open';
const confidenceOf = ({ proposal }: RedactionRegion): number => proposal?.confidence ?? 1;

/** What a detector proposes and nobody has decided on. Each can be looked at; below a confidence all can be rejected at once. */
export function ProposalsList({ editor }: { editor: EditorState }) {
  const { plan, setPlan, selected, select, decide, editable } = editor;
  const [least, setLeast] = useState(0.3);
  const open = openOf(plan);
  if (open.length === 0) return null;
  const below = open.filter((region) => confidenceOf(region) < least).length;
  const isChosen = open.some(({ id }) => id === selected);
  return (
    <section aria-label="Proposals">
      <h2 className="redaction-heading">
        Proposals to decide on <span className="num muted">{open.length}</span>
      </h2>
      <p className="small muted">A detector proposes, people decide. Until all are decided on, nobody can sign off.</p>
      {editable && (
        <>
          <div className="cluster">
            <Button compact shortcut="A" disabled={!isChosen} onClick={() => decide('accepted')}>
              Accept
            </Button>
            <Button compact shortcut="X" disabled={!isChosen} onClick={() => decide('rejected')}>
              Reject
            </Button>
            <Button compact kind="quiet" onClick={() => setPlan(decided(plan, 'accepted', isOpen))}>
              Accept all {open.length}
            </Button>
          </div>
          <label className="proposals-least small">
            Surer than <b className="num">{percent(least)}</b>
            <input
              type="range"
              min={0.15}
              max={0.9}
              step={0.05}
              value={least}
              onChange={({ target }) => setLeast(Number(target.value))}
            />
            <Button
              compact
              kind="quiet"
              disabled={below === 0}
              onClick={() => setPlan(decided(plan, 'rejected', (one) => isOpen(one) && confidenceOf(one) < least))}
            >
              Reject {below} below
            </Button>
          </label>
        </>
      )}
      <ul className="redaction-regions proposals">
        {open.map((region) => (
          <li
            key={region.id}
            data-selected={region.id === selected}
            data-kind={region.kind}
            data-below={confidenceOf(region) < least}
          >
            <RegionName region={region} selected={region.id === selected} onSelect={select} />
            <span className="num small muted">{percent(confidenceOf(region))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
