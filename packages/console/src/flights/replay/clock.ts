/** The replay clock: pure arithmetic over a state that its caller keeps. */

export const SPEEDS = [1, 2, 5, 10, 30] as const;
export type Speed = (typeof SPEEDS)[number];
export interface ReplayClock {
  startMs: number;
  endMs: number;
  /** Time shown, between start and end. */
  atMs: number;
  playing: boolean;
  speed: Speed;
}

const within = (clock: ReplayClock, ms: number): number => Math.min(clock.endMs, Math.max(clock.startMs, ms));

export const newClock = (startMs: number, endMs: number): ReplayClock => ({
  startMs,
  endMs: Math.max(startMs, endMs),
  atMs: startMs,
  playing: false,
  speed: 5,
});
export const seek = (clock: ReplayClock, ms: number): ReplayClock => ({ ...clock, atMs: within(clock, ms) });
export const setSpeed = (clock: ReplayClock, speed: Speed): ReplayClock => ({ ...clock, speed });

/** Plays, from the start again when it stands at the end; or pauses. */
export function toggle(clock: ReplayClock): ReplayClock {
  if (clock.playing) return { ...clock, playing: false };
  return { ...clock, playing: true, atMs: clock.atMs >= clock.endMs ? clock.startMs : clock.atMs };
}

/** Moves on by real time; stops at the end. */
export function advance(clock: ReplayClock, elapsedMs: number): ReplayClock {
  if (!clock.playing) return clock;
  const atMs = within(clock, clock.atMs + Math.max(0, elapsedMs) * clock.speed);
  return { ...clock, atMs, playing: atMs < clock.endMs };
}
