import { Popover } from '@base-ui/react/popover';
import { addDays } from '@outrider/core/trust';
import type { Verdict } from '@outrider/schema';

export const VERDICT_WORDS: Readonly<Record<Verdict['word'], string>> = {
  permitted: 'Permitted',
  permitted_with_conditions: 'With conditions',
  needs_waiver: 'Needs a waiver',
  denied: 'Not permitted',
  unknown: 'Not known',
};

/** Whether flying under this verdict needs a recorded reason of the RPIC. */
export const needsOverride = (verdict: Verdict | null): boolean =>
  verdict !== null && verdict.word !== 'permitted' && verdict.word !== 'permitted_with_conditions';

/** Trust's answer in a line, with its reasons one press away. */
export function VerdictLine({ verdict }: { verdict: Verdict }) {
  const unknown = new Set(verdict.reasons.flatMap((reason) => reason.unknown_facts)).size;
  return (
    <div className="small verdict">
      <span data-verdict={verdict.word}>{VERDICT_WORDS[verdict.word]}</span>
      {verdict.valid_until && <span> through {addDays(verdict.valid_until, -1)}</span>}
      <span className="muted">
        {' '}
        · {verdict.reasons.length} {verdict.reasons.length === 1 ? 'rule' : 'rules'}, {unknown} unknown
      </span>
      <Popover.Root>
        <Popover.Trigger className="why">why</Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={6} align="end" className="layer">
            <Popover.Popup className="menu popover">
              <Popover.Title render={<h3 />}>{verdict.summary}</Popover.Title>
              <ul className="stack">
                {verdict.reasons.map((reason) => (
                  <li key={reason.rule_id}>
                    <div>{reason.text}</div>
                    <div className="small faint">
                      {reason.rule_id} {reason.rule_version}
                      {reason.citation ? ` · ${reason.citation}` : ''}
                    </div>
                  </li>
                ))}
              </ul>
              <p className="small faint">Judged on {verdict.evaluated_on}.</p>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
