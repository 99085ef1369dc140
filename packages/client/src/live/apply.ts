import type { CrewMessage, Flight, LiveEvent, LiveState } from '@outrider/schema';

/** How many of the newest commands are kept; the server's snapshot holds as many. */
export const COMMANDS_KEPT = 200;

/**
 * The state after an event. Pure: the state given stays as it is, and parts that did not change are shared. Lists hold open
 * incidents, current flights and uncleared alerts; what ends leaves them. An event that is not newer changes nothing.
 */
export function applyLiveEvent(state: LiveState, event: LiveEvent): LiveState {
  if (event.seq <= state.seq) return state;
  return { ...state, ...changeOf(state, event), seq: event.seq };
}

function changeOf(state: LiveState, event: LiveEvent): Partial<LiveState> {
  switch (event.kind) {
    case 'incident':
      return { incidents: put(state.incidents, event.value, byId, event.value.state !== 'closed') };
    case 'fleet':
      return { fleet: put(state.fleet, event.value, (entry) => entry.aircraft.id) };
    case 'aircraft_removed':
      return { fleet: state.fleet.filter((entry) => entry.aircraft.id !== event.value.id) };
    case 'site':
      return { sites: put(state.sites, event.value, byId) };
    case 'site_removed':
      return { sites: state.sites.filter((site) => site.id !== event.value.id) };
    case 'flight':
      return flightChange(state, event.value);
    case 'alert':
      return { alerts: put(state.alerts, event.value, byId, event.value.cleared_at_utc_ms === null) };
    case 'lease':
      return { leases: put(state.leases, event.value, (lease) => `${lease.aircraft_id}/${lease.scope}`) };
    case 'command':
      return { commands: put(state.commands, event.value, (one) => one.command_id).slice(-COMMANDS_KEPT) };
    case 'crew':
      return { crew: put(state.crew, event.value, (member) => member.user_id) };
    case 'weather':
      return { weather: event.value };
    case 'gateway':
      return { gateways: put(state.gateways, event.value, (hello) => hello.gateway) };
    case 'camera':
      return { cameras: put(state.cameras, event.value, byId) };
    case 'camera_removed':
      return {
        cameras: state.cameras.filter((camera) => camera.id !== event.value.id),
        camera_statuses: state.camera_statuses.filter((status) => status.camera_id !== event.value.id),
      };
    case 'camera_status':
      return { camera_statuses: put(state.camera_statuses, event.value, (status) => status.camera_id) };
    case 'message':
      return { messages: put(state.messages, event.value, byId, isShownMessage(state, event.value)) };
    case 'gateway_gone':
      return { gateways: state.gateways.filter((hello) => hello.gateway !== event.value.gateway) };
  }
}

/** A flight that is over takes its messages along. */
function flightChange(state: LiveState, flight: Flight): Partial<LiveState> {
  const goesOn = flight.ended_at_utc_ms === null;
  const flights = put(state.flights, flight, byId, goesOn);
  if (goesOn) return { flights };
  return { flights, messages: state.messages.filter((message) => message.flight_id !== flight.id) };
}

/** Of a flight that goes on; the server's snapshot holds the same. */
function isShownMessage({ flights }: LiveState, { state, flight_id }: CrewMessage): boolean {
  if (flight_id === null) return state === 'new';
  return state !== 'dismissed' && flights.some(({ id }) => id === flight_id);
}

const byId = (item: { id: string }): string => item.id;

/** The list with `item` in the place of the one with the same key, at the end when it is new, or without it. */
function put<T>(items: readonly T[], item: T, keyOf: (item: T) => string, keep = true): T[] {
  const key = keyOf(item);
  const index = items.findIndex((other) => keyOf(other) === key);
  if (!keep) return index < 0 ? [...items] : items.toSpliced(index, 1);
  return index < 0 ? [...items, item] : items.with(index, item);
}
