/** Triangles in screen space, collected anew for each frame. Six floats a corner: x, y in clip space, then premultiplied colour. */

export type Colour = readonly [red: number, green: number, blue: number, alpha: number];
export const FLOATS_PER_CORNER = 6;

export class Mesh {
  private data = new Float32Array(4096 * FLOATS_PER_CORNER);
  corners = 0;
  width = 1;
  height = 1;

  /** Starts a frame for a canvas of this size in CSS pixels. */
  begin(width: number, height: number): void {
    this.corners = 0;
    this.width = width;
    this.height = height;
  }

  get floats(): Float32Array<ArrayBuffer> {
    return this.data.subarray(0, this.corners * FLOATS_PER_CORNER);
  }

  private corner(x: number, y: number, colour: Colour): void {
    const at = this.corners * FLOATS_PER_CORNER;
    if (at + FLOATS_PER_CORNER > this.data.length) {
      const larger = new Float32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    const alpha = colour[3];
    this.data[at] = (x / this.width) * 2 - 1;
    this.data[at + 1] = 1 - (y / this.height) * 2;
    this.data[at + 2] = colour[0] * alpha;
    this.data[at + 3] = colour[1] * alpha;
    this.data[at + 4] = colour[2] * alpha;
    this.data[at + 5] = alpha;
    this.corners++;
  }

  triangle(points: readonly number[], colour: Colour): void {
    for (let i = 0; i < 6; i += 2) this.corner(points[i]!, points[i + 1]!, colour);
  }

  /** A straight stroke whose colour runs from one end to the other. */
  stroke(x0: number, y0: number, x1: number, y1: number, width: number, from: Colour, to: Colour = from): void {
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 0.01) return;
    const nx = ((y0 - y1) / length) * (width / 2);
    const ny = ((x1 - x0) / length) * (width / 2);
    this.corner(x0 + nx, y0 + ny, from);
    this.corner(x0 - nx, y0 - ny, from);
    this.corner(x1 + nx, y1 + ny, to);
    this.corner(x0 - nx, y0 - ny, from);
    this.corner(x1 - nx, y1 - ny, to);
    this.corner(x1 + nx, y1 + ny, to);
  }

  ring(x: number, y: number, radius: number, width: number, colour: Colour): void {
    const steps = 36;
    for (let i = 0; i < steps; i++) {
      const a = (i / steps) * 2 * Math.PI;
      const b = ((i + 1) / steps) * 2 * Math.PI;
      this.stroke(
        x + radius * Math.cos(a),
        y + radius * Math.sin(a),
        x + radius * Math.cos(b),
        y + radius * Math.sin(b),
        width,
        colour,
      );
    }
  }

  /** The arrow of an aircraft: nose along (dx, dy), which is a unit vector on the screen. */
  arrow(x: number, y: number, dx: number, dy: number, size: number, colour: Colour): void {
    const at = (forward: number, right: number): [number, number] => [
      x + size * (forward * dx - right * dy),
      y + size * (forward * dy + right * dx),
    ];
    const nose = at(1.15, 0);
    const notch = at(-0.5, 0);
    this.triangle([...nose, ...at(-0.95, 0.85), ...notch], colour);
    this.triangle([...nose, ...notch, ...at(-0.95, -0.85)], colour);
  }
}
