import type { DetectRequest, RedactionRegion, RegionKeyframe } from '@outrider/schema';
import { boundsOf, suggestedPadding, thinned, wholePerson } from '@outrider/core/redaction';
import type { Followed } from './follow.js';

/** More would not be looked through by anybody in one sitting, and one message has its limit. */
const MOST_PROPOSALS = 250;
/** It was there a little before it was seen and after it was lost. */
const HOLD_MS = 400;
/** A side that lies so far from where it was is still inside the margin of a person of a thirtieth of the picture. */
const TOLERANCE = 0.004;
const LEAST_SIDE = 0.002;

export interface ProposalOptions extends Pick<DetectRequest, 'whole_persons' | 'from_ms' | 'to_ms'> {
  /** Width of the picture over its height. */
  aspect: number;
  detectors: Readonly<Record<Followed['kind'], string>>;
}

/** Open proposals of what was detected and followed, the surest first, and how many more there were. */
export function proposalsOf(
  followed: readonly Followed[],
  options: ProposalOptions,
): { proposals: RedactionRegion[]; left_out: number } {
  const visible = followed.map((one) => regionOf(one, options)).filter((region) => region !== null);
  const sorted = visible.toSorted((a, b) => b.proposal!.confidence - a.proposal!.confidence);
  const proposals = sorted.slice(0, MOST_PROPOSALS).map((region, at) => ({ ...region, id: `p${at + 1}` }));
  return { proposals, left_out: sorted.length - proposals.length };
}

function regionOf({ kind, confidence, keyframes }: Followed, options: ProposalOptions): RedactionRegion | null {
  const shown =
    options.whole_persons && kind !== 'vehicle' ? keyframes.map((one) => grown(one, kind, options.aspect)) : keyframes;
  const usable = shown.filter(({ shape }) => isLargeEnough(shape));
  const [first, last] = [usable[0], usable.at(-1)];
  if (!first || !last) return null;
  const shownAs = options.whole_persons && kind === 'face' ? 'person' : kind;
  return {
    id: 'p',
    kind: shownAs,
    label: '',
    from_ms: Math.max(options.from_ms, first.time_ms - HOLD_MS),
    to_ms: Math.min(options.to_ms, last.time_ms + HOLD_MS),
    padding: suggestedPadding(shownAs),
    interpolation: 'linear',
    keyframes: thinned(usable, TOLERANCE),
    proposal: { detector: options.detectors[kind], confidence: Math.floor(confidence * 1000) / 1000, decision: 'open' },
  };
}

function grown(keyframe: RegionKeyframe, kind: 'person' | 'face', aspect: number): RegionKeyframe {
  const box = wholePerson(boundsOf(keyframe.shape), kind, aspect);
  const round = (value: number): number => Math.floor(value * 1e5) / 1e5;
  const [x, y, width, height] = [round(box.x), round(box.y), round(box.width), round(box.height)];
  return { ...keyframe, shape: { type: 'box', x, y, width, height } };
}

function isLargeEnough(shape: RegionKeyframe['shape']): boolean {
  const { width, height } = boundsOf(shape);
  return width >= LEAST_SIDE && height >= LEAST_SIDE;
}
