/** Snapshot plus events: one event applied to the state, without changing the old one. */
import type { LiveEvent, LiveState } from '@outrider/schema';

const put = <T>(items: readonly T[], item: T, same: (a: T) => boolean, keep: boolean): T[] => {
  const index = items.findIndex(same);
  if (!keep) return index < 0 ? (items as T[]) : items.toSpliced(index, 1);
  return index < 0 ? [...items, item] : items.with(index, item);
};
const without = <T>(items: readonly T[], gone: (a: T) => boolean): T[] => items.filter((item) => !gone(item));

/** Lists hold open incidents, current flights and uncleared alerts; what ends leaves them. An old event changes nothing. */
export function applyLiveEvent(state: LiveState, event: LiveEvent): LiveState {
  if (event.seq <= state.seq) return state;
  return { ...state, ...changeOf(state, event), seq: event.seq };
}

function changeOf(state: LiveState, event: LiveEvent): Partial<LiveState> {
  switch (event.kind) {
    case 'incident': {
      const { value } = event;
      return { incidents: put(state.incidents, value, (i) => i.id === value.id, value.state !== 'closed') };
    }
    case 'fleet': {
      const { value } = event;
      return { fleet: put(state.fleet, value, (entry) => entry.aircraft.id === value.aircraft.id, true) };
    }
    case 'aircraft_removed':
      return { fleet: without(state.fleet, (entry) => entry.aircraft.id === event.value.id) };
    case 'site':
      return { sites: put(state.sites, event.value, (site) => site.id === event.value.id, true) };
    case 'site_removed':
      return { sites: without(state.sites, (site) => site.id === event.value.id) };
    case 'flight': {
      const { value } = event;
      return { flights: put(state.flights, value, (f) => f.id === value.id, value.ended_at_utc_ms === null) };
    }
    case 'alert': {
      const { value } = event;
      return { alerts: put(state.alerts, value, (a) => a.id === value.id, value.cleared_at_utc_ms === null) };
    }
    case 'lease': {
      const { value } = event;
      const same = (l: typeof value) => l.aircraft_id === value.aircraft_id && l.scope === value.scope;
      return { leases: put(state.leases, value, same, true) };
    }
    case 'command': {
      const { value } = event;
      return { commands: put(state.commands, value, (c) => c.command_id === value.command_id, true).slice(-200) };
    }
    case 'crew': {
      const { value } = event;
      return { crew: put(state.crew, value, (c) => c.user_id === value.user_id, true) };
    }
    case 'weather':
      return { weather: event.value };
    case 'gateway': {
      const { value } = event;
      return { gateways: put(state.gateways, value, (g) => g.gateway === value.gateway, true) };
    }
    case 'gateway_gone':
      return { gateways: without(state.gateways, (g) => g.gateway === event.value.gateway) };
  }
}
