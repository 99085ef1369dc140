/** Whether an aircraft may be flown by hand. */
export interface HandFlight {
  simulated: boolean;
  /** A camera of this aircraft shows live pictures now. */
  live_video: boolean;
  /** Somebody who flies, or an observer who talks to them, said that they see the aircraft. */
  sight_confirmed: boolean;
}

/** By hand a real aircraft is flown on its own live video, or in confirmed visual line of sight (14 CFR 107.31); a simulated one always. */
export const mayFlyByHand = ({ simulated, live_video, sight_confirmed }: HandFlight): boolean =>
  simulated || live_video || sight_confirmed;
