import type { Readiness, ReadinessItem } from '@outrider/schema';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { command } from '../live/live.js';
import { Button } from '../ui/button.js';
import { attempt, notify } from '../ui/notices.js';

const ORDER = { not_ready: 0, unknown: 1, caution: 2, ok: 3 } as const;
const WORD: Readonly<Record<ReadinessItem['state'], string>> = {
  ok: 'OK',
  caution: 'Caution',
  not_ready: 'Not ready',
  unknown: 'Unknown',
};

/** Every line of "may this aircraft take off", hard stops first, with the button that puts it right. */
export function ReadinessList({ aircraftId, readiness }: { aircraftId: string; readiness: Readiness }) {
  const items = [...readiness.items].sort(
    (a, b) => ORDER[a.state] - ORDER[b.state] || Number(b.hard_stop) - Number(a.hard_stop),
  );
  return (
    <ul className="readiness">
      {items.map((item) => (
        <li key={item.key} className="readiness-item small" data-state={item.state}>
          <i className="mark-state" data-state={item.state} />
          <span className="grow">
            <b>{item.label}</b>
            <span className="visually-hidden">: {WORD[item.state]}.</span>
            {item.state !== 'ok' && item.hard_stop && <span className="faint"> hard stop</span>}
            <span className="block muted">{item.detail}</span>
          </span>
          {item.state !== 'ok' && <Remedy aircraftId={aircraftId} item={item} />}
        </li>
      ))}
    </ul>
  );
}

function Remedy({ aircraftId, item }: { aircraftId: string; item: ReadinessItem }) {
  const mayCommand = useCan('aircraft:command');
  const mayTick = useCan('aircraft:check');
  const mayGround = useCan('aircraft:ground');
  const path = { id: aircraftId };
  switch (item.remedy) {
    case 'set_failsafes':
      if (!mayCommand) return null;
      return (
        <Button
          compact
          onClick={() =>
            void attempt('The failsafes were not set', async () => {
              await command(aircraftId, { kind: 'set_failsafes' });
              notify('Failsafes asked for', 'They are read back; the line changes when the autopilot has them.');
            })
          }
        >
          Set failsafes
        </Button>
      );
    case 'tick':
      if (!mayTick) return null;
      return (
        <Button
          compact
          onClick={() =>
            void attempt('Not ticked', () =>
              call('POST', '/aircraft/{id}/checklist', { path, body: { key: item.key } }),
            )
          }
        >
          Tick
        </Button>
      );
    case 'remove_grounding':
      if (!mayGround) return null;
      return (
        <Button
          compact
          onClick={() => void attempt('The tag stays', () => call('DELETE', '/aircraft/{id}/grounding', { path }))}
        >
          Remove tag
        </Button>
      );
    default:
      return null;
  }
}
