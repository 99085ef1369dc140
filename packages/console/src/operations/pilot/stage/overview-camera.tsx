import type { Flight } from '@outrider/schema';
import { useEffect } from 'react';
import { telemetry } from '../../../live/live.js';
import { boundsOf } from '../../../map/geometry.js';
import { useMap } from '../../../map/map-view.js';
import { positionsOf } from '../../on-map/routes-on-map.js';

const REFIT_MS = 2000;

/** Keeps aircraft, home and target in view, north up. */
export function OverviewCamera({ flight }: { flight: Flight }) {
  const map = useMap();
  useEffect(() => {
    let shown = '';
    const fit = () => {
      const positions = flight.plan ? positionsOf(flight.plan) : [];
      const sample = telemetry.get(flight.aircraft_id)?.sample;
      if (sample && sample.longitude_deg !== null && sample.latitude_deg !== null) {
        positions.push([sample.longitude_deg, sample.latitude_deg]);
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
  }, [map, flight.plan, flight.aircraft_id]);
  return null;
}
