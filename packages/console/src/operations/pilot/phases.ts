import type { Flight } from '@outrider/schema';

export interface Phase {
  key: 'accept' | 'ready' | 'out' | 'scene';
  word: string;
  ms: number;
}
type Times = Pick<
  Flight,
  | 'requested_at_utc_ms'
  | 'accepted_at_utc_ms'
  | 'took_off_at_utc_ms'
  | 'on_scene_at_utc_ms'
  | 'landed_at_utc_ms'
  | 'ended_at_utc_ms'
>;

/** Parts of a flight that have begun, with how long each took or has taken so far. */
export function phasesOf(flight: Times, nowUtcMs: number): Phase[] {
  const end = flight.landed_at_utc_ms ?? flight.ended_at_utc_ms ?? nowUtcMs;
  const marks: [Phase['key'], string, number | null][] = [
    ['accept', 'accept', flight.requested_at_utc_ms],
    ['ready', 'prepare', flight.accepted_at_utc_ms],
    ['out', 'fly out', flight.took_off_at_utc_ms],
    ['scene', 'since arrival', flight.on_scene_at_utc_ms],
  ];
  const begun = marks.filter((mark): mark is [Phase['key'], string, number] => mark[2] !== null);
  return begun.map(([key, word, start], index) => ({
    key,
    word,
    ms: Math.max(0, (begun[index + 1]?.[2] ?? end) - start),
  }));
}
