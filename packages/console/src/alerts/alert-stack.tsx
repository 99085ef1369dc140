import type { Alert } from '@outrider/schema';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useCan } from '../app/session.js';
import { useLive, useNow } from '../live/hooks.js';
import { acknowledge, live, serverNow } from '../live/live.js';
import { Key } from '../ui/button.js';
import { useKeys } from '../ui/keys.js';
import { attempt } from '../ui/notices.js';
import { agoText } from '../ui/time.js';
import type { Said } from './announce.js';
import { bySeverity, toAnnounce } from './announce.js';
import { armSound, playTone, sound, speak } from './sound.js';
import './alerts.css';

const none: never[] = [];
const WORD = { warning: 'WARNING', caution: 'CAUTION', advisory: 'ADVISORY' } as const;
const MOST_SHOWN = 4;

/** Warnings, cautions and advisories on every page. Space acknowledges the first; each goes when its condition ends. */
export function AlertStack() {
  const alerts = useLive((state) => state.alerts, none);
  const sorted = useMemo(() => [...alerts].sort(bySeverity), [alerts]);
  const open = sorted.filter((alert) => alert.acknowledged_at_utc_ms === null);
  const seen = sorted.filter((alert) => alert.acknowledged_at_utc_ms !== null);
  const may = useCan('alerts:acknowledge');
  useAnnouncer(alerts);
  const [first] = open;
  const acknowledgeOne = (alert: Alert) => void attempt('Not acknowledged', () => acknowledge(alert.id));
  useKeys({ space: () => first && acknowledgeOne(first) }, may && first !== undefined);
  return (
    <section className="alerts" aria-label="Alerts">
      {open.slice(0, MOST_SHOWN).map((alert, index) => (
        <div
          key={alert.id}
          className="alert"
          data-level={alert.level}
          role={alert.level === 'advisory' ? 'status' : 'alert'}
        >
          <b>{WORD[alert.level]}</b>
          <span>
            <AircraftName id={alert.aircraft_id} />
            {alert.text}
          </span>
          {may && (
            <button type="button" className="alert-ack" onClick={() => acknowledgeOne(alert)}>
              Acknowledge {index === 0 && <Key>Space</Key>}
            </button>
          )}
        </div>
      ))}
      {open.length > MOST_SHOWN && <div className="alert-more small">and {open.length - MOST_SHOWN} more</div>}
      {seen.length > 0 && (
        <div className="alerts-seen">
          {seen.slice(0, MOST_SHOWN).map((alert) => (
            <SeenChip key={alert.id} alert={alert} />
          ))}
        </div>
      )}
    </section>
  );
}

function AircraftName({ id }: { id: string | null }) {
  const name = useLive((state) => state.fleet.find((entry) => entry.aircraft.id === id)?.aircraft.name ?? null, null);
  return name ? <b className="alert-name">{name} </b> : null;
}

/** Acknowledged and still true. */
function SeenChip({ alert }: { alert: Alert }) {
  useNow();
  return (
    <span className="alert-seen small" data-level={alert.level} title={alert.text}>
      <AircraftName id={alert.aircraft_id} />
      <span className="clip">{alert.text}</span> <span>{agoText(serverNow() - alert.raised_at_utc_ms)}</span>
    </span>
  );
}

function useAnnouncer(alerts: readonly Alert[]): void {
  const said = useRef(new Map<string, Said>());
  const { ready } = useSyncExternalStore(sound.subscribe, sound.get);
  useEffect(armSound, []);
  useEffect(() => {
    // What nobody could hear yet is said once sound is there.
    if (!ready) return;
    const news = toAnnounce(alerts, said.current, performance.now());
    const [worst] = news;
    if (worst) playTone(worst.level);
    for (const alert of news.slice(0, 2)) if (alert.spoken) speak(withName(alert));
  }, [alerts, ready]);
}

function withName(alert: Alert): string {
  const entry = live.get().state?.fleet.find(({ aircraft }) => aircraft.id === alert.aircraft_id);
  return entry ? `${entry.aircraft.name}, ${alert.spoken}` : (alert.spoken ?? '');
}
