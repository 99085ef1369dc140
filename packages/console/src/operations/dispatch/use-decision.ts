import { useQuery } from '@tanstack/react-query';
import type { DispatchDecision, AskedPurpose, Point } from '@outrider/schema';
import { call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';

/** A decision is asked for anew after so long, or when the readiness of an aircraft changes. Each one is kept on record. */
const REFRESH_MS = 60_000;

/** Words that change when the answer could: readiness and business of every aircraft. */
function useFleetKey(): string {
  return useLive(
    (state) =>
      state.fleet
        .map(({ aircraft, readiness }) => `${aircraft.id}${readiness.state}${aircraft.flight_id ?? ''}`)
        .join(),
    '',
  );
}

export function useIncidentDecision(incidentId: string, place: string, enabled: boolean) {
  const fleet = useFleetKey();
  return useQuery<DispatchDecision>({
    queryKey: ['decision', incidentId, place, fleet],
    queryFn: () => call('POST', '/incidents/{id}/decision', { path: { id: incidentId } }),
    enabled,
    staleTime: REFRESH_MS / 2,
    refetchInterval: REFRESH_MS,
    placeholderData: (previous) => previous,
  });
}

export function usePointDecision(purpose: AskedPurpose, waypoints: readonly Point[]) {
  const fleet = useFleetKey();
  const target = waypoints.at(-1);
  return useQuery<DispatchDecision>({
    queryKey: ['decision', purpose, waypoints, fleet],
    queryFn: () =>
      call('POST', '/dispatch/decision', {
        body: { target: target ?? { latitude_deg: 0, longitude_deg: 0 }, purpose, waypoints: [...waypoints] },
      }),
    enabled: target !== undefined,
    staleTime: REFRESH_MS / 2,
    refetchInterval: REFRESH_MS,
  });
}
