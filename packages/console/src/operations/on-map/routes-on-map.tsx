import { useQueryClient } from '@tanstack/react-query';
import type { DispatchDecision, FlightPlan } from '@outrider/schema';
import type { Feature, Position } from 'geojson';
import { useEffect, useMemo, useState } from 'react';
import { useLive } from '../../live/hooks.js';
import { MAP } from '../../map/palette.js';
import { collection, useLayers } from '../../map/use-layers.js';
import { isFlying } from '../words.js';
import { useSelection } from '../selection.js';

const none: never[] = [];
const LAYERS = [
  {
    id: 'route-glow',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'candidate'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': MAP.accent, 'line-width': 14, 'line-opacity': 0.16 },
  },
  {
    id: 'route',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'candidate'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': MAP.accent, 'line-width': 2.5 },
  },
  {
    id: 'route-flown',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'flight'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': MAP.own, 'line-width': 1.4, 'line-opacity': 0.55, 'line-dasharray': [3, 2.5] },
  },
  {
    id: 'route-points',
    type: 'circle',
    filter: ['==', ['get', 'kind'], 'waypoint'],
    paint: {
      'circle-radius': 5,
      'circle-color': '#0a0e13',
      'circle-stroke-color': MAP.accent,
      'circle-stroke-width': 2,
    },
  },
] as const satisfies Parameters<typeof useLayers>[3];

/** Home and legs of a plan as positions. */
export const positionsOf = (plan: FlightPlan): Position[] => [
  [plan.home.longitude_deg, plan.home.latitude_deg],
  ...plan.legs.map((leg) => [leg.to.longitude_deg, leg.to.latitude_deg]),
];
const lineOf = (kind: string, coordinates: Position[]): Feature => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type: 'LineString', coordinates },
});

/** The way of the chosen candidate, of flights under way, and the points of a flight being planned. */
export function RoutesOnMap() {
  const flights = useLive((state) => state.flights, none);
  const { pick, candidateId } = useSelection();
  const decision = useShownDecision();
  const data = useMemo(() => {
    const features: Feature[] = [];
    for (const flight of flights) {
      if (flight.plan && (isFlying(flight.state) || flight.state === 'preparing')) {
        features.push(lineOf('flight', positionsOf(flight.plan)));
      }
    }
    const shown = decision?.candidates.find((one) => one.aircraft_id === candidateId) ?? firstOf(decision);
    if (shown?.route) features.push(lineOf('candidate', positionsOf(shown.route)));
    if (pick.kind === 'place') {
      for (const point of pick.waypoints) {
        const geometry = { type: 'Point' as const, coordinates: [point.longitude_deg, point.latitude_deg] };
        features.push({ type: 'Feature', properties: { kind: 'waypoint' }, geometry });
      }
    }
    return collection(features);
  }, [flights, decision, candidateId, pick]);
  useLayers('routes', 'routes', data, LAYERS);
  return null;
}

const firstOf = (decision: DispatchDecision | undefined) =>
  decision?.candidates
    .filter((one) => one.can_go)
    .reduce<DispatchDecision['candidates'][number] | undefined>(
      (best, one) => (best === undefined || (one.rank ?? 999) < (best.rank ?? 999) ? one : best),
      undefined,
    );

/** The decision that the side panel shows, read from the same cache. */
function useShownDecision(): DispatchDecision | undefined {
  const queries = useQueryClient();
  const { pick } = useSelection();
  const [shown, setShown] = useState<DispatchDecision | undefined>();
  const flightsHere = useLive(
    (state) => pick.kind === 'incident' && state.flights.some((flight) => flight.incident_id === pick.id),
    false,
  );
  useEffect(() => {
    const read = () => {
      const wanted = pick.kind === 'incident' ? pick.id : pick.kind === 'place' ? pick.purpose : null;
      const found = queries
        .getQueryCache()
        .findAll({ queryKey: ['decision', wanted], type: 'active' })
        .map((query) => query.state.data as DispatchDecision | undefined)
        .filter((data) => data !== undefined)
        .at(-1);
      setShown(wanted === null || flightsHere ? undefined : found);
    };
    read();
    return queries.getQueryCache().subscribe(read);
  }, [queries, pick, flightsHere]);
  return shown;
}
