import type { CrewMessage, Flight, Point } from '@outrider/schema';
import { distance } from '@outrider/core/geo';
import { useEffect } from 'react';
import { telemetry } from '../../../live/live.js';
import { boundsOf } from '../../../map/geometry.js';
import { useMap } from '../../../map/map-view.js';
import { useMessages } from '../../messages/use-messages.js';
import { positionsOf } from '../../on-map/routes-on-map.js';

const REFIT_MS = 2000;

/** A pin that is farther away than this does not make the map small. */
const PIN_WITHIN_M = 2000;

/** Keeps aircraft, home, target and pins in view, north up. */
export function OverviewCamera({ flight }: { flight: Flight }) {
  const map = useMap();
  const messages = useMessages(flight.id);
  useEffect(() => {
    let shown = '';
    const fit = () => {
      const positions = flight.plan ? positionsOf(flight.plan) : [];
      const sample = telemetry.get(flight.aircraft_id)?.sample;
      if (sample && sample.longitude_deg !== null && sample.latitude_deg !== null) {
        positions.push([sample.longitude_deg, sample.latitude_deg]);
        const { longitude_deg, latitude_deg } = sample;
        positions.push(...pinsNear(messages, { longitude_deg, latitude_deg }));
      }
      const box = boundsOf(positions);
      const words = JSON.stringify(box, (_key, value: unknown) =>
        typeof value === 'number' ? value.toFixed(4) : value,
      );
      if (!box || words === shown) return;
      shown = words;
      map.fitBounds(box, { padding: 32, maxZoom: 16, duration: 0 });
    };
    const fitAnew = () => {
      shown = '';
      fit();
    };
    fit();
    map.on('resize', fitAnew);
    const timer = setInterval(fit, REFIT_MS);
    return () => {
      map.off('resize', fitAnew);
      clearInterval(timer);
    };
  }, [map, flight.plan, flight.aircraft_id, messages]);
  return null;
}

const pinsNear = (messages: readonly CrewMessage[], at: Point): [number, number][] =>
  messages.flatMap(({ pin }) =>
    pin && distance(at, pin) <= PIN_WITHIN_M ? [[pin.longitude_deg, pin.latitude_deg] as [number, number]] : [],
  );
