import { useMemo } from 'react';
import { useLive } from '../../live/hooks.js';
import type { AircraftMarks } from '../../map/aircraft-layer.js';

const none: never[] = [];

/** Rings and shapes for the aircraft of the map: which is selected, which has an alert, which stands in its dock. */
export function useMarks(selected: string | null, cone: string | null = null): AircraftMarks {
  const alerts = useLive((state) => state.alerts, none);
  const fleet = useLive((state) => state.fleet, none);
  return useMemo(() => {
    const levels = new Map<string, 'warning' | 'caution'>();
    for (const alert of alerts) {
      if (!alert.aircraft_id || alert.level === 'advisory' || levels.get(alert.aircraft_id) === 'warning') continue;
      levels.set(alert.aircraft_id, alert.level);
    }
    const docked = new Set(fleet.filter(({ aircraft }) => aircraft.site_id).map(({ aircraft }) => aircraft.id));
    return { selected, alerts: levels, docked, cone };
  }, [alerts, fleet, selected, cone]);
}
