/** Brightness of one picture, row by row. */
export interface LumaPicture {
  luma: Uint8Array;
  width: number;
  height: number;
}

/** Middle of the box in pixels, and its size against that of the template. */
export interface Place {
  x: number;
  y: number;
  scale: number;
}

/** Samples across and down the box, whatever its size: enough to tell things apart, few enough to try many places. */
const MOST_SAMPLES = 24;
const SCALES = [1, 0.96, 1.04];
/** How far from where it is expected the box is looked for, in shares of its larger side and at least so many pixels. */
const REACH = 0.6;
const LEAST_REACH_PX = 8;
const MOST_REACH_PX = 48;
const STEPS_PX = [4, 2, 1, 0.5];

/** What is looked for: brightness on a grid over the box. */
export class Template {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly #values: Float32Array;
  readonly #seen: Float32Array;

  constructor(picture: LumaPicture, box: { x: number; y: number; width: number; height: number }) {
    this.width = box.width;
    this.height = box.height;
    this.columns = Math.min(MOST_SAMPLES, Math.max(4, Math.round(box.width)));
    this.rows = Math.min(MOST_SAMPLES, Math.max(4, Math.round(box.height)));
    this.#values = new Float32Array(this.columns * this.rows);
    this.#seen = new Float32Array(this.columns * this.rows);
    this.#look(picture, { x: box.x + box.width / 2, y: box.y + box.height / 2, scale: 1 }, this.#values);
  }

  /** Takes on a share of what is seen at a place. */
  learn(picture: LumaPicture, place: Place, share: number): void {
    this.#look(picture, place, this.#seen);
    this.#seen.forEach((seen, at) => (this.#values[at] = this.#values[at]! * (1 - share) + seen * share));
  }

  /** How alike the picture is at a place: correlation, -1 to 1. A plain surface is like nothing. */
  likeness(picture: LumaPicture, place: Place): number {
    this.#look(picture, place, this.#seen);
    return correlation(this.#values, this.#seen);
  }

  #look({ luma, width, height }: LumaPicture, { x, y, scale }: Place, into: Float32Array): void {
    const [left, top] = [x - (this.width * scale) / 2, y - (this.height * scale) / 2];
    const [dx, dy] = [(this.width * scale) / this.columns, (this.height * scale) / this.rows];
    for (let row = 0; row < this.rows; row++) {
      const py = Math.min(Math.max(top + (row + 0.5) * dy - 0.5, 0), height - 1.001);
      const line = Math.floor(py);
      for (let column = 0; column < this.columns; column++) {
        const px = Math.min(Math.max(left + (column + 0.5) * dx - 0.5, 0), width - 1.001);
        into[row * this.columns + column] = sample(luma, width, px, line, py - line);
      }
    }
  }
}

export const templateOf = (picture: LumaPicture, box: ConstructorParameters<typeof Template>[1]): Template =>
  new Template(picture, box);

/** Where the template fits best near a guess: coarse steps over the whole reach, then finer ones around the best. */
export function bestMatch(
  picture: LumaPicture,
  template: Template,
  guess: Place,
): { place: Place; confidence: number } | null {
  const side = Math.max(template.width, template.height) * guess.scale;
  let reach = Math.min(MOST_REACH_PX, Math.max(LEAST_REACH_PX, side * REACH));
  let best = { place: guess, confidence: template.likeness(picture, guess) };
  for (const step of STEPS_PX) {
    const { x, y, scale } = best.place;
    const steps = Math.ceil(reach / step);
    for (let row = -steps; row <= steps; row++)
      for (let column = -steps; column <= steps; column++) {
        const place = { x: x + column * step, y: y + row * step, scale };
        const confidence = template.likeness(picture, place);
        if (confidence > best.confidence) best = { place, confidence };
      }
    reach = step;
  }
  for (const factor of SCALES) {
    const place = { ...best.place, scale: Math.min(4, Math.max(0.25, guess.scale * factor)) };
    const confidence = template.likeness(picture, place);
    if (confidence > best.confidence) best = { place, confidence };
  }
  return best;
}

/** Between four pixels. */
function sample(luma: Uint8Array, width: number, x: number, line: number, down: number): number {
  const column = Math.floor(x);
  const right = x - column;
  const at = line * width + column;
  const above = luma[at]! * (1 - right) + luma[at + 1]! * right;
  const below = luma[at + width]! * (1 - right) + luma[at + width + 1]! * right;
  return above * (1 - down) + below * down;
}

function correlation(a: Float32Array, b: Float32Array): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [va, vb] = [a[at]!, b[at]!];
    sumA += va;
    sumB += vb;
    sumAA += va * va;
    sumBB += vb * vb;
    sumAB += va * vb;
  }
  const count = a.length;
  const spread = (sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count);
  return spread < count ? 0 : (sumAB - (sumA * sumB) / count) / Math.sqrt(spread);
}
