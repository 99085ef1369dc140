import type { DetectedBox, Detector, Frame, Square } from './detector.js';
import { Network } from './network.js';
import { pixelsOf } from './pixels.js';
import type { PixelsWanted } from './pixels.js';

const TITLE = 'BlazeFace 256';
const SIDE = 256;
/** Values of a box: its middle and size in pixels, then six points that are left aside. */
const VALUES = 16;
const LEVELS = [
  { scores: 'Identity:0', boxes: 'Identity_2:0', across: 16, anchors: 2 },
  { scores: 'Identity_1:0', boxes: 'Identity_3:0', across: 8, anchors: 6 },
] as const;
const OUTPUTS = [...LEVELS.map(({ scores }) => scores), ...LEVELS.map(({ boxes }) => boxes)];
const INPUT: PixelsWanted = {
  side: SIDE,
  order: 'pixels',
  colour: (red, green, blue) => [red / 127.5 - 1, green / 127.5 - 1, blue / 127.5 - 1],
};

/** BlazeFace of MediaPipe ("BlazeFace", Bazarevsky and others, 2019): where faces are, and nothing about whose. */
export class BlazeFace implements Detector {
  readonly name = TITLE;
  static readonly title = TITLE;
  readonly #network: Network;

  private constructor(network: Network) {
    this.#network = network;
  }

  static async load(): Promise<BlazeFace> {
    return new BlazeFace(await Network.load('blazeface', [1, SIDE, SIDE, 3]));
  }

  detect(frame: Frame, squares: readonly Square[], least_confidence: number): DetectedBox[] {
    return squares.flatMap((square) => {
      const values = this.#network.run(pixelsOf(frame, square, INPUT), OUTPUTS);
      return LEVELS.flatMap((level, at) =>
        boxesOf(values[at]!, values[at + LEVELS.length]!, level, square, least_confidence),
      );
    });
  }
}

function boxesOf(
  scores: Float32Array,
  values: Float32Array,
  { across, anchors }: (typeof LEVELS)[number],
  { left, top, side }: Square,
  least: number,
): DetectedBox[] {
  const scale = side / SIDE;
  const boxes: DetectedBox[] = [];
  scores.forEach((logit, anchor) => {
    const confidence = 1 / (1 + Math.exp(-logit));
    if (confidence < least) return;
    const cell = Math.floor(anchor / anchors);
    const [dx, dy, width, height] = values.subarray(anchor * VALUES, anchor * VALUES + 4) as unknown as Quad;
    const x = dx + (((cell % across) + 0.5) * SIDE) / across - width / 2;
    const y = dy + ((Math.floor(cell / across) + 0.5) * SIDE) / across - height / 2;
    const at = { x: left + x * scale, y: top + y * scale, width: width * scale, height: height * scale };
    boxes.push({ kind: 'face', confidence, ...at });
  });
  return boxes;
}

type Quad = readonly [number, number, number, number];
