/** Pins that the crew had on its map at a time of the flight, out of its events. Pure. */
import type { FlightEvent, Point } from '@outrider/schema';
import type { Pinned } from '../../operations/messages/pins-on-map.js';

const STATE: Readonly<Record<string, Pinned['state']>> = {
  message: 'new',
  message_accepted: 'accepted',
  message_dismissed: 'dismissed',
};

/** Oldest first; those that were dismissed by then are gone. */
export function pinsAt(events: readonly FlightEvent[], atMs: number): Pinned[] {
  const pins = new Map<string, Pinned>();
  for (const { kind, at_utc_ms, actor, data } of events) {
    const state = STATE[kind];
    const id = data['message_id'];
    if (state === undefined || at_utc_ms > atMs || typeof id !== 'string') continue;
    const before = pins.get(id);
    const pin = pointOf(data['pin']);
    if (before) pins.set(id, { ...before, state });
    else if (pin) pins.set(id, { id, sender: actor ?? 'unknown', text: String(data['text'] ?? ''), pin, state });
  }
  return [...pins.values()].filter(({ state }) => state !== 'dismissed');
}

function pointOf(value: unknown): Point | null {
  const { latitude_deg, longitude_deg } = (value ?? {}) as Partial<Record<keyof Point, unknown>>;
  if (typeof latitude_deg !== 'number' || typeof longitude_deg !== 'number') return null;
  return { latitude_deg, longitude_deg };
}
