import type { Capability, ControlLease, Flight } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { useCan, useUserId } from '../../app/session.js';
import { useLive } from '../../live/hooks.js';
import { controlView } from './control/session.js';

export interface Authority {
  lease: ControlLease | null;
  camera: ControlLease | null;
  /** Sticks of this browser move the aircraft. */
  steering: boolean;
  isRpic: boolean;
  /** Somebody else steers. */
  other: string | null;
  mayCommand: boolean;
  maySteer: boolean;
  /** Whether return and land act at once here, without a hold. */
  own: boolean;
  /** Whether the aircraft says that it can do this; taken as yes until it is heard. */
  able: (capability: Capability) => boolean;
}

export function useAuthority(flight: Flight): Authority {
  const me = useUserId();
  const find = (scope: ControlLease['scope']) => (state: { leases: ControlLease[] }) =>
    state.leases.find((one) => one.aircraft_id === flight.aircraft_id && one.scope === scope) ?? null;
  const lease = useLive(find('aircraft'), null);
  const camera = useLive(find('camera'), null);
  const view = useSyncExternalStore(controlView.subscribe, () => {
    const { aircraftId, epoch } = controlView.get();
    return aircraftId === flight.aircraft_id && epoch !== null;
  });
  const capabilities = useLive(
    (state) => state.fleet.find(({ aircraft }) => aircraft.id === flight.aircraft_id)?.status?.capabilities ?? null,
    null,
  );
  const isRpic = flight.rpic_user_id === me;
  const held = lease?.holder_user_id ?? null;
  return {
    lease,
    camera,
    steering: view,
    isRpic,
    other:
      held !== null && !view ? (held === me ? 'another window of yours' : (lease?.holder_name ?? 'somebody')) : null,
    mayCommand: useCan('aircraft:command'),
    maySteer: useCan('control:take'),
    own: isRpic || view,
    able: (capability) => capabilities?.includes(capability) ?? true,
  };
}
