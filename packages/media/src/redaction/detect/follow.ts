import type { BoxShape, RegionKeyframe } from '@outrider/schema';
import { Tracker } from '../track.js';
import type { TimedPicture } from '../track.js';
import type { DetectedBox, ProposedKind } from './detector.js';
import { overlapOf } from './squares.js';

/** What was detected goes on as what was followed, where so much of both boxes is in common. */
const SAME_THING = 0.2;
/** Something that is no longer detected is followed for so long, if the tracker is sure of it. */
const MISSED_MS = 3_000;
/** And what is too small to be followed may be missed by one detection. */
const UNSEEN_MS = 2_500;

/** Something that was detected, and where it was. */
export interface Followed {
  kind: ProposedKind;
  /** Of the surest detection. */
  confidence: number;
  /** In the order of time. */
  keyframes: RegionKeyframe[];
  detections: number;
}

interface Live extends Followed {
  tracker: Tracker | null;
  detected_ms: number;
}

/**
 * Makes tracks of what is detected now and then: what is found is followed to the next detection, and back to the last one, where it was
 * not found. Pictures come in the order of time.
 */
export class FollowedDetections {
  readonly #least_confidence: number;
  readonly #ended: Followed[] = [];
  #live: Live[] = [];
  /** From the picture of the last detection on. */
  #since: TimedPicture[] = [];

  /** @param least_confidence for something new; what is followed already goes on with less. */
  constructor(least_confidence: number) {
    this.#least_confidence = least_confidence;
  }

  /** A picture between detections. */
  look(picture: TimedPicture): void {
    this.#since.push(picture);
    for (const live of this.#live) {
      if (!live.tracker?.follow(picture)) live.tracker = null;
      else if (live.tracker.last) live.keyframes.push(live.tracker.last);
    }
  }

  /** A picture, and what was detected in it. */
  detected(picture: TimedPicture, boxes: readonly DetectedBox[]): void {
    this.look(picture);
    const free = new Set(boxes);
    for (const live of this.#live) {
      const match = bestMatch(live, free, picture);
      if (!match) continue;
      free.delete(match);
      live.confidence = Math.max(live.confidence, match.confidence);
      live.detections += 1;
      restart(live, match, picture);
    }
    const [kept, gone] = split(this.#live, (live) => isAlive(live, picture.time_ms));
    this.#ended.push(...gone);
    this.#live = kept;
    for (const box of free) if (box.confidence >= this.#least_confidence) this.#live.push(this.#begin(box, picture));
    this.#since = [picture];
  }

  finish(): Followed[] {
    return [...this.#ended, ...this.#live].map(({ kind, confidence, keyframes, detections }) => ({
      kind,
      confidence,
      keyframes,
      detections,
    }));
  }

  #begin(box: DetectedBox, picture: TimedPicture): Live {
    const { kind, confidence } = box;
    const live: Live = { kind, confidence, keyframes: [], detections: 1, tracker: null, detected_ms: 0 };
    live.keyframes.push(...this.#before(box, picture));
    restart(live, box, picture);
    return live;
  }

  /** Where it was before it was detected, as far back as the detection before. */
  #before(box: DetectedBox, picture: TimedPicture): RegionKeyframe[] {
    const tracker = trackerOf(box, picture);
    const found: RegionKeyframe[] = [];
    for (const earlier of this.#since.toReversed()) {
      if (earlier === picture) continue;
      if (!tracker?.follow(earlier)) break;
      if (tracker.last) found.unshift(tracker.last);
    }
    return found;
  }
}

function isAlive(live: Live, time_ms: number): boolean {
  return time_ms - live.detected_ms < (live.tracker ? MISSED_MS : UNSEEN_MS);
}

function bestMatch(live: Live, boxes: ReadonlySet<DetectedBox>, picture: TimedPicture): DetectedBox | null {
  const { shape } = live.keyframes.at(-1)!;
  const here = shape.type === 'box' ? inPixels(shape, picture) : null;
  let [best, most]: [DetectedBox | null, number] = [null, SAME_THING];
  for (const box of boxes) {
    if (box.kind !== live.kind || !here) continue;
    const overlap = overlapOf(here, box);
    if (overlap > most) [best, most] = [box, overlap];
  }
  return best;
}

/** It is where it was detected, and is followed from there. */
function restart(live: Live, box: DetectedBox, picture: TimedPicture): void {
  const { time_ms } = picture;
  if (live.keyframes.at(-1)?.time_ms === time_ms) live.keyframes.pop();
  live.keyframes.push({ time_ms, shape: inShares(box, picture), confidence: box.confidence });
  live.detected_ms = time_ms;
  live.tracker = trackerOf(box, picture);
}

/** Null for what is too small to be followed. */
function trackerOf(box: DetectedBox, picture: TimedPicture): Tracker | null {
  const tracker = new Tracker(inShares(box, picture));
  try {
    tracker.follow(picture);
    return tracker;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const inPixels = ({ x, y, width, height }: BoxShape, picture: TimedPicture) => ({
  x: x * picture.width,
  y: y * picture.height,
  width: width * picture.width,
  height: height * picture.height,
});

function inShares({ x, y, width, height }: DetectedBox, picture: TimedPicture): BoxShape {
  const [left, top] = [share(x, picture.width), share(y, picture.height)];
  const [right, bottom] = [share(x + width, picture.width), share(y + height, picture.height)];
  return { type: 'box', x: left, y: top, width: round(right - left), height: round(bottom - top) };
}

const share = (value: number, of: number): number => round(Math.min(1, Math.max(0, value / of)));
const round = (value: number): number => Math.floor(value * 1e5) / 1e5;

function split<T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}
