/** The replay clock: pure arithmetic over a state that its caller keeps. */

export const SPEEDS = [1, 2, 5, 10, 30] as const;
export type Speed = (typeof SPEEDS)[number];
export interface ReplayClock {
  startMs: number;
  endMs: number;
  /** Time shown, between start and end. */
  atMs: number;
  playing: boolean;
  /** It plays, and stands until the video has its pictures. */
  held: boolean;
  speed: Speed;
}

const within = (clock: ReplayClock, ms: number): number => Math.min(clock.endMs, Math.max(clock.startMs, ms));

export const newClock = (startMs: number, endMs: number): ReplayClock => ({
  startMs,
  endMs: Math.max(startMs, endMs),
  atMs: startMs,
  playing: false,
  held: false,
  speed: 5,
});
export const seek = (clock: ReplayClock, ms: number): ReplayClock => ({ ...clock, atMs: within(clock, ms) });
/** The same axis with other ends, as when what it shows still grows. */
export function widen(clock: ReplayClock, startMs: number, endMs: number): ReplayClock {
  const wide = { ...clock, startMs, endMs: Math.max(startMs, endMs) };
  return seek(wide, clock.atMs);
}
export const setSpeed = (clock: ReplayClock, speed: Speed): ReplayClock => ({ ...clock, speed });

/** Plays, from the start again when it stands at the end; or pauses. */
export function toggle(clock: ReplayClock): ReplayClock {
  if (clock.playing) return { ...clock, playing: false };
  return { ...clock, playing: true, atMs: clock.atMs >= clock.endMs ? clock.startMs : clock.atMs };
}

/** Moves on by real time; stops at the end. */
export function advance(clock: ReplayClock, elapsedMs: number): ReplayClock {
  if (!clock.playing || clock.held) return clock;
  const atMs = within(clock, clock.atMs + Math.max(0, elapsedMs) * clock.speed);
  return { ...clock, atMs, playing: atMs < clock.endMs };
}

export const hold = (clock: ReplayClock, held: boolean): ReplayClock =>
  clock.held === held ? clock : { ...clock, held };

/** A picture of that time is shown: while it plays, the axis goes with the pictures. Far from the axis it is one that was sought before. */
export function showPicture(clock: ReplayClock, utcMs: number): ReplayClock {
  const isNear = Math.abs(utcMs - clock.atMs) < PICTURE_NEAR_MS * clock.speed;
  return clock.playing && isNear ? { ...clock, atMs: within(clock, utcMs) } : clock;
}
const PICTURE_NEAR_MS = 400;
