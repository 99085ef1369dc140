import type { DetectRequest, Detection, RedactionSource } from '@outrider/schema';
import { MediaRefusal } from '../../refusal.js';
import { openClip } from '../clip-source.js';
import type { ClipSource } from '../clip-source.js';
import { decodePictures } from '../ffmpeg.js';
import { BlazeFace } from './blazeface.js';
import type { DetectedBox, Detector, Frame, Square } from './detector.js';
import { FollowedDetections } from './follow.js';
import { NanoDet } from './nanodet.js';
import { lumaOf } from './pixels.js';
import { proposalsOf } from './proposals.js';
import { merged, squaresOf } from './squares.js';

/** Pictures that are followed in. */
const FOLLOWED_HZ = 8;
/** Of these, one in so many is looked at by the detector: one a second. */
const DETECT_EVERY = 8;
/** Brightness is followed in about this width. */
const FOLLOWED_PX = 640;
/** What is followed already goes on with so much less confidence. */
const GOES_ON = 0.6;

type Found = Pick<Detection, 'proposals' | 'left_out' | 'pictures'>;

/** Looks through a part of a recording, and proposes what could be hidden. Throws clip_refused, redaction_unavailable, redaction_failed. */
export async function detectInClip(
  source: RedactionSource,
  request: DetectRequest,
  recordsDir: string,
  onProgress: (share: number) => void,
): Promise<Found> {
  const clip = await openClip(recordsDir, source);
  try {
    return await lookThrough(clip, request, await loadDetectors(request.kinds), onProgress);
  } finally {
    clip.clip.body.destroy();
  }
}

async function lookThrough(
  { clip, size, duration_ms }: ClipSource,
  request: DetectRequest,
  detectors: readonly Detector[],
  onProgress: (share: number) => void,
): Promise<Found> {
  const to_ms = Math.min(request.to_ms, duration_ms);
  if (to_ms <= request.from_ms) throw new MediaRefusal('bad_request', 'The time to look through is not in the clip.');
  const followed = new FollowedDetections(request.least_confidence);
  const squares = squaresOf(size, request.detail);
  const span = { from_s: request.from_ms / 1000, to_s: to_ms / 1000 };
  const first_ms = (Math.ceil(span.from_s * FOLLOWED_HZ) * 1000) / FOLLOWED_HZ;
  let [number, pictures] = [0, 0];
  for await (const yuv of decodePictures(clip.body, { size, frame_rate_hz: FOLLOWED_HZ, pixels: 'yuv420p', ...span })) {
    const frame = { yuv, size };
    const time_ms = Math.min(duration_ms, first_ms + (number * 1000) / FOLLOWED_HZ);
    const picture = { ...lumaOf(frame, FOLLOWED_PX), time_ms };
    if (number % DETECT_EVERY === 0) {
      const boxes = detectIn(frame, detectors, squares, request);
      const scale = picture.width / size.width_px;
      followed.detected(
        picture,
        boxes.map((box) => scaled(box, scale)),
      );
      pictures += 1;
      onProgress(Math.min(0.99, (time_ms - request.from_ms) / (to_ms - request.from_ms)));
    } else followed.look(picture);
    number += 1;
  }
  if (number === 0) throw new MediaRefusal('redaction_failed', 'Not one picture of that time can be decoded.');
  const { whole_persons, from_ms } = request;
  const options = { whole_persons, from_ms, to_ms, aspect: size.width_px / size.height_px, detectors: NAMES };
  return { ...proposalsOf(followed.finish(), options), pictures };
}

const NAMES = { person: NanoDet.title, vehicle: NanoDet.title, face: BlazeFace.title } as const;

async function loadDetectors(kinds: DetectRequest['kinds']): Promise<Detector[]> {
  const detectors: Detector[] = [];
  if (kinds.includes('person') || kinds.includes('vehicle')) detectors.push(await NanoDet.load());
  if (kinds.includes('face')) detectors.push(await BlazeFace.load());
  return detectors;
}

/** What all detectors find of the kinds that are wanted, each thing once; no face of a person who is hidden as a whole. */
export function detectIn(
  frame: Frame,
  detectors: readonly Detector[],
  squares: readonly Square[],
  { kinds, least_confidence, whole_persons }: Pick<DetectRequest, 'kinds' | 'least_confidence' | 'whole_persons'>,
): DetectedBox[] {
  const boxes = detectors.flatMap((detector) => detector.detect(frame, squares, least_confidence * GOES_ON));
  const found = merged(boxes.filter(({ kind }) => kinds.includes(kind)));
  const persons = whole_persons
    ? found.filter(({ kind, confidence }) => kind === 'person' && confidence >= least_confidence)
    : [];
  return found.filter((box) => box.kind !== 'face' || !persons.some((person) => holds(person, box)));
}

function holds(person: DetectedBox, face: DetectedBox): boolean {
  const [x, y] = [face.x + face.width / 2 - person.x, face.y + face.height / 2 - person.y];
  return x >= 0 && y >= 0 && x <= person.width && y <= person.height;
}

function scaled(box: DetectedBox, by: number): DetectedBox {
  return { ...box, x: box.x * by, y: box.y * by, width: box.width * by, height: box.height * by };
}
