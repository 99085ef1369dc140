import { afterEach, describe, expect, it } from 'vitest';
import type { Flight } from '@outrider/schema';
import { createLogger, inProcessBus, systemClock } from '@outrider/runtime';
import type { Bus } from '@outrider/runtime';
import { changesSubject } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { FlightsAtHand } from './at-hand.js';

const AGENCY = '01990000-0000-7000-8000-00000000000a';
const AIRCRAFT = '01990000-0000-7000-8000-0000000000aa';
const flight = { id: 'f', aircraft_id: AIRCRAFT, rpic_user_id: null, purpose: 'test', ended_at_utc_ms: null } as Flight;

/** A database that can be away, with the flights under way. */
function database(flights: Flight[]) {
  const state = { away: false, reads: 0 };
  const inAgency = async (): Promise<Flight[]> => {
    state.reads += 1;
    if (state.away) throw new Error('ECONNREFUSED');
    return flights;
  };
  return { state, store: { inAgency } as unknown as Store };
}

let atHand: FlightsAtHand | null = null;
afterEach(() => atHand?.close());

async function started(bus: Bus, store: Store): Promise<FlightsAtHand> {
  const logger = createLogger({ name: 'test', level: 'silent' });
  atHand = new FlightsAtHand({ bus, store, clock: systemClock(), logger });
  await atHand.start([AGENCY]);
  return atHand;
}
const settle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('flights at hand', () => {
  it('are read until the database answers, after changes that were too many to send', async () => {
    const bus = inProcessBus();
    const flights: Flight[] = [];
    const { store, state } = database(flights);
    const all = await started(bus, store);
    state.away = true;
    flights.push(flight);
    bus.publish(changesSubject(AGENCY), Buffer.from(JSON.stringify({ seq: 1, changes: null })));
    await settle(100);
    expect(all.of(AGENCY, AIRCRAFT)).toBeNull();
    state.away = false;
    await settle(1500);
    expect(all.of(AGENCY, AIRCRAFT)).toMatchObject({ flight_id: 'f' });
  });

  it('are read anew when the bus is back, since nobody told what changed meanwhile', async () => {
    let back: (connected: boolean) => void = () => {};
    const bus = {
      ...inProcessBus(),
      onConnectionChange: (listener: typeof back) => ((back = listener), () => {}),
    } as Bus;
    const flights: Flight[] = [];
    const { store } = database(flights);
    const all = await started(bus, store);
    flights.push(flight);
    back(false);
    back(true);
    await settle(50);
    expect(all.of(AGENCY, AIRCRAFT)).toMatchObject({ flight_id: 'f' });
  });
});
