import type { DetectedBox, Detector, Frame, ProposedKind, Square } from './detector.js';
import { Network } from './network.js';
import { pixelsOf } from './pixels.js';
import type { PixelsWanted } from './pixels.js';

const TITLE = 'NanoDet 416, COCO';
const SIDE = 416;
const CLASSES = 80;
/** Distance to each side is a distribution over 0 to 10 cells. */
const BINS = 11;
const LEVELS = [
  { scores: 'Identity:0', sides: 'Identity_3:0', cell_px: 8 },
  { scores: 'Identity_1:0', sides: 'Identity_4:0', cell_px: 16 },
  { scores: 'Identity_2:0', sides: 'Identity_5:0', cell_px: 32 },
] as const;
const OUTPUTS = [...LEVELS.map(({ scores }) => scores), ...LEVELS.map(({ sides }) => sides)];
/** Of the classes of COCO: person; bicycle, car, motorcycle, bus, train, lorry and boat. */
const KINDS: readonly (readonly [at: number, kind: ProposedKind])[] = [
  [0, 'person'],
  ...[1, 2, 3, 5, 6, 7, 8].map((at) => [at, 'vehicle'] as const),
];
/** Means and deviations that it was trained with, blue first. */
const INPUT: PixelsWanted = {
  side: SIDE,
  order: 'planes',
  colour: (red, green, blue) => [(blue - 103.53) / 57.375, (green - 116.28) / 57.12, (red - 123.675) / 58.395],
};

/** NanoDet (RangiLyu, github.com/RangiLyu/nanodet): a detector without anchors, trained on COCO; persons and vehicles of it. */
export class NanoDet implements Detector {
  readonly name = TITLE;
  static readonly title = TITLE;
  readonly #network: Network;

  private constructor(network: Network) {
    this.#network = network;
  }

  static async load(): Promise<NanoDet> {
    return new NanoDet(await Network.load('nanodet', [1, 3, SIDE, SIDE]));
  }

  detect(frame: Frame, squares: readonly Square[], least_confidence: number): DetectedBox[] {
    return squares.flatMap((square) => {
      const values = this.#network.run(pixelsOf(frame, square, INPUT), OUTPUTS);
      return LEVELS.flatMap(({ cell_px }, level) =>
        boxesOf(values[level]!, values[level + LEVELS.length]!, cell_px, least_confidence),
      ).map((box) => placed(box, square));
    });
  }
}

function boxesOf(scores: Float32Array, sides: Float32Array, cell_px: number, least: number): DetectedBox[] {
  const across = SIDE / cell_px;
  const boxes: DetectedBox[] = [];
  for (let cell = 0; cell < across * across; cell++)
    for (const kind of ['person', 'vehicle'] as const) {
      const confidence = surestOf(scores, cell, kind);
      if (confidence < least) continue;
      const [left, top, right, bottom] = [0, 1, 2, 3].map(
        (side) => meanOf(sides, (cell * 4 + side) * BINS) * cell_px,
      ) as [number, number, number, number];
      const [x, y] = [((cell % across) + 0.5) * cell_px, (Math.floor(cell / across) + 0.5) * cell_px];
      boxes.push({ kind, confidence, x: x - left, y: y - top, width: left + right, height: top + bottom });
    }
  return boxes;
}

const surestOf = (scores: Float32Array, cell: number, wanted: ProposedKind): number =>
  KINDS.reduce((most, [at, kind]) => (kind === wanted ? Math.max(most, scores[cell * CLASSES + at]!) : most), 0);

/** Expected value of a distribution that is given as logits ("Generalized Focal Loss", Li and others, 2020). */
function meanOf(values: Float32Array, from: number): number {
  let [sum, weighted] = [0, 0];
  const most = Math.max(...values.subarray(from, from + BINS));
  for (let bin = 0; bin < BINS; bin++) {
    const share = Math.exp(values[from + bin]! - most);
    sum += share;
    weighted += share * bin;
  }
  return weighted / sum;
}

function placed(box: DetectedBox, { left, top, side }: Square): DetectedBox {
  const scale = side / SIDE;
  const at = { x: left + box.x * scale, y: top + box.y * scale };
  return { ...box, ...at, width: box.width * scale, height: box.height * scale };
}
