import type { FleetEntry, Flight } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { fleetLine } from './fleet-line.js';

const entry = (change: object): FleetEntry =>
  ({
    aircraft: { grounding: null, in_dock: true },
    readiness: { state: 'ready', items: [] },
    status: null,
    ...change,
  }) as unknown as FleetEntry;
const facts = {
  flight: null,
  site: 'Station 3',
  freshness: 'live',
  age_ms: null,
  latency_ms: 82,
  mode: 'hold',
} as const;
const flight = { state: 'on_scene' } as Flight;

describe('the line of an aircraft', () => {
  it('in the air says state, mode and latency', () => {
    expect(fleetLine({ ...facts, entry: entry({}), flight }).text).toBe('On scene · hold · 82 ms');
  });
  it('in the air says lost or old data instead', () => {
    expect(fleetLine({ ...facts, entry: entry({}), flight, freshness: 'lost', age_ms: 12_000 })).toEqual({
      text: 'Link lost · 12 s ago · On scene',
      tone: 'warning',
    });
    expect(fleetLine({ ...facts, entry: entry({}), flight, freshness: 'stale' }).tone).toBe('caution');
  });
  it('on the ground says the first thing that keeps it there', () => {
    const items = [
      { label: 'Props', state: 'caution' },
      { label: 'Battery', state: 'not_ready' },
    ];
    const line = fleetLine({ ...facts, entry: entry({ readiness: { state: 'not_ready', items } }) });
    expect(line).toEqual({ text: 'Not ready · Battery', tone: 'caution' });
  });
  it('on the ground and able to go says how much is still to be checked', () => {
    const items = [
      { label: 'Airframe, propellers and dock inspected', state: 'caution' },
      { label: 'Battery', state: 'ready' },
    ];
    const line = fleetLine({ ...facts, entry: entry({ readiness: { state: 'caution', items } }) });
    expect(line).toEqual({ text: 'Ready · 1 to check · Station 3', tone: 'muted' });
  });
  it('on the ground and ready says where', () => {
    expect(fleetLine({ ...facts, entry: entry({}) }).text).toBe('Ready · dock · Station 3');
  });
});
