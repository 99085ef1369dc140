import type { Aircraft, ChecklistItem } from '@outrider/schema';
import { useCan, useSession } from '../app/session.js';
import { call } from '../live/api.js';
import { useNow } from '../live/hooks.js';
import { serverNow } from '../live/live.js';
import { Button } from '../ui/button.js';
import { attempt } from '../ui/notices.js';
import { agoText } from '../ui/time.js';

const HOUR_MS = 3_600_000;
const none: ChecklistItem[] = [];

/** Milliseconds since an item was last ticked; null when it never was. */
export function tickAge(aircraft: Pick<Aircraft, 'checklist_ticks'>, key: string, nowUtcMs: number): number | null {
  const times = aircraft.checklist_ticks.filter((tick) => tick.key === key).map((tick) => tick.at_utc_ms);
  return times.length === 0 ? null : Math.max(0, nowUtcMs - Math.max(...times));
}

/** Items that people tick, with how long each tick still counts. */
export function Checklist({ aircraft }: { aircraft: Aircraft }) {
  const items = (useSession().policy?.checklist ?? none).filter((item) => item.source === 'person');
  const may = useCan('aircraft:check');
  useNow(10_000);
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="cap">Checklist</h3>
      <ul>
        {items.map((item) => {
          const age = tickAge(aircraft, item.key, serverNow());
          const counts = age !== null && age <= item.valid_for_hours * HOUR_MS;
          return (
            <li key={item.key} className="readiness-item small">
              <i className="mark-state" data-state={counts ? 'ok' : item.enforced ? 'not_ready' : 'caution'} />
              <span className="grow">
                <b>{item.label}</b>
                <span className="block muted">
                  {age === null ? 'Never ticked.' : `Ticked ${agoText(age)} ago, counts for ${item.valid_for_hours} h.`}
                  {item.enforced ? ' Needed before take-off.' : ''}
                </span>
              </span>
              {may && (
                <Button
                  compact
                  aria-label={`Tick ${item.label}`}
                  onClick={() =>
                    void attempt('Not ticked', () =>
                      call('POST', '/aircraft/{id}/checklist', { path: { id: aircraft.id }, body: { key: item.key } }),
                    )
                  }
                >
                  Tick
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
