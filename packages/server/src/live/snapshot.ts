import type { LiveState } from '@outrider/schema';
import { loadAircraft } from '../aircraft/store.js';
import { loadCameras } from '../cameras/store.js';
import { openAlerts } from '../alerts/store.js';
import { newestCommands } from '../commands/store.js';
import { loadCrew } from '../crew/store.js';
import { shownMessages } from '../messages/store.js';
import { currentFlights } from '../flights/store.js';
import { openIncidents } from '../incidents/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';
import { loadSites } from '../sites/store.js';
import { loadWeather } from '../weather/store.js';

/** How many of the newest commands a console is shown; `applyLiveEvent` of the client keeps as many. */
export const COMMANDS_SHOWN = 200;

/** The part of the live state that stands in the database, as of one transaction. */
export async function loadRows(transaction: AgencyTransaction) {
  return {
    incidents: await openIncidents(transaction),
    sites: await loadSites(transaction),
    cameras: await loadCameras(transaction),
    messages: await shownMessages(transaction),
    flights: await currentFlights(transaction),
    alerts: await openAlerts(transaction),
    commands: await newestCommands(transaction, COMMANDS_SHOWN),
    crew: await loadCrew(transaction),
    weather: await loadWeather(transaction),
    aircraft: await loadAircraft(transaction),
    policy: await loadPolicy(transaction),
  };
}

export type LiveRows = Awaited<ReturnType<typeof loadRows>>;
/** The part that is in memory. */
export type LiveMemory = Pick<LiveState, 'fleet' | 'leases' | 'gateways' | 'camera_statuses'>;

/** Both parts as a console gets them. Pure. */
export function stateOf(rows: LiveRows, memory: LiveMemory, seq: number, nowUtcMs: number): LiveState {
  const { aircraft: _aircraft, policy: _policy, ...shown } = rows;
  return { seq, server_utc_ms: nowUtcMs, ...shown, ...memory };
}
