import type { BoxShape, RegionKeyframe, RegionShape, TrackedRegion } from '@outrider/schema';
import { boundsOf, carriedShape } from '@outrider/core/redaction';
import { bestMatch, templateOf } from './template.js';
import type { LumaPicture, Place, Template } from './template.js';

/** One picture with its time in the clip. */
export interface TimedPicture extends LumaPicture {
  time_ms: number;
}

/** Below it the tracker says that it is lost, and a person must look. */
export const LEAST_CONFIDENCE = 0.55;
/** From it on the template takes on a little of what is seen now, so that it follows light and turning. */
const SURE = 0.85;
const LEARN = 0.1;
const KEYFRAME_EVERY_MS = 200;
/** A box narrower than that has too little to be told from its surroundings. */
const LEAST_SIDE_PX = 5;

/**
 * Follows what is in a box or an outline from the first picture on, by normalised cross-correlation of brightness (J. P. Lewis, "Fast Normalized
 * Cross-Correlation", 1995) in place and size. Pictures come in the order in which the box is followed, which may be back in time.
 * It ends where it is no longer sure. Of an outline the box around it is followed, and the outline is taken along. Throws RangeError where
 * the box is too small to be followed.
 */
export function trackShape(pictures: Iterable<TimedPicture>, shape: RegionShape): TrackedRegion {
  const tracker = new Tracker(shape);
  for (const picture of pictures) if (!tracker.follow(picture)) break;
  return tracker.result();
}

/** The same, one picture after the other. */
export class Tracker {
  readonly #shape: RegionShape;
  readonly #first: BoxShape;
  #template: Template | null = null;
  #place: Place = { x: 0, y: 0, scale: 1 };
  #speed = { x: 0, y: 0 };
  #last: { picture: TimedPicture; keyframe: RegionKeyframe } | null = null;
  readonly #keyframes: RegionKeyframe[] = [];
  #end: TrackedRegion['end'] = 'reached';

  constructor(shape: RegionShape) {
    this.#shape = shape;
    this.#first = boundsOf(shape);
  }

  /** False where it has ended. */
  follow(picture: TimedPicture): boolean {
    if (!this.#template) return this.#begin(picture);
    const { x, y, scale } = this.#place;
    const guess = { x: x + this.#speed.x, y: y + this.#speed.y, scale };
    const found = bestMatch(picture, this.#template, guess);
    if (!found || found.confidence < LEAST_CONFIDENCE) return this.#stop('lost');
    this.#speed = { x: mean(this.#speed.x, found.place.x - x), y: mean(this.#speed.y, found.place.y - y) };
    this.#place = found.place;
    if (found.confidence > SURE) this.#template.learn(picture, found.place, LEARN);
    const box = boxOf(this.#template, found.place, picture);
    if (!box) return this.#stop('left_picture');
    const shape = this.#shape.type === 'box' ? box : this.#carried(wholeBox(this.#template, found.place, picture));
    this.#keep(picture, { time_ms: picture.time_ms, shape, confidence: round(Math.min(1, found.confidence), 1000) });
    return true;
  }

  /** Where it was seen last; null before it was seen in a second picture. */
  get last(): RegionKeyframe | null {
    return this.#last?.keyframe ?? null;
  }

  result(): TrackedRegion {
    const { keyframe } = this.#last ?? {};
    if (keyframe && this.#keyframes.at(-1) !== keyframe) this.#keyframes.push(keyframe);
    const keyframes = this.#keyframes.toSorted((a, b) => a.time_ms - b.time_ms);
    return { keyframes, end: this.#end, ended_at_ms: keyframe?.time_ms ?? this.#startMs };
  }

  #carried(to: BoxShape): RegionShape {
    const shape = carriedShape(this.#shape, this.#first, to);
    if (shape.type === 'box') return shape;
    return { type: 'polygon', points: shape.points.map(({ x, y }) => ({ x: round(x, 1e5), y: round(y, 1e5) })) };
  }

  #startMs = 0;
  #begin(picture: TimedPicture): boolean {
    const { x, y, width, height } = this.#first;
    const pixels = {
      x: x * picture.width,
      y: y * picture.height,
      width: width * picture.width,
      height: height * picture.height,
    };
    if (pixels.width < LEAST_SIDE_PX || pixels.height < LEAST_SIDE_PX)
      throw new RangeError('The box is too small to be followed; make it larger, or set keyframes by hand.');
    this.#template = templateOf(picture, pixels);
    this.#place = { x: pixels.x + pixels.width / 2, y: pixels.y + pixels.height / 2, scale: 1 };
    this.#startMs = picture.time_ms;
    return true;
  }

  #keep(picture: TimedPicture, keyframe: RegionKeyframe): void {
    this.#last = { picture, keyframe };
    const before = this.#keyframes.at(-1)?.time_ms ?? this.#startMs;
    if (Math.abs(picture.time_ms - before) >= KEYFRAME_EVERY_MS - 1) this.#keyframes.push(keyframe);
  }

  #stop(end: TrackedRegion['end']): false {
    this.#end = end;
    return false;
  }
}

/** The box in shares of the picture, cut at its edges; null when less than a third of it is inside. */
function boxOf(template: Template, { x, y, scale }: Place, picture: LumaPicture): BoxShape | null {
  const [width, height] = [template.width * scale, template.height * scale];
  const [left, right] = cut(x - width / 2, x + width / 2, picture.width);
  const [top, bottom] = cut(y - height / 2, y + height / 2, picture.height);
  if ((right - left) * (bottom - top) < (width * height) / 3) return null;
  const share = (value: number, of: number): number => round(value / of, 1e5);
  const box = { x: share(left, picture.width), y: share(top, picture.height) };
  const size = { width: share(right - left, picture.width), height: share(bottom - top, picture.height) };
  return { type: 'box', ...box, ...size };
}

/** The same, not cut. */
function wholeBox(template: Template, { x, y, scale }: Place, picture: LumaPicture): BoxShape {
  const [width, height] = [(template.width * scale) / picture.width, (template.height * scale) / picture.height];
  return { type: 'box', x: x / picture.width - width / 2, y: y / picture.height - height / 2, width, height };
}

const cut = (from: number, to: number, most: number): [number, number] => {
  const low = Math.min(Math.max(0, from), most);
  return [low, Math.max(low, Math.min(to, most))];
};
const mean = (a: number, b: number): number => (a + b) / 2;
const round = (value: number, steps: number): number => Math.floor(value * steps) / steps;
