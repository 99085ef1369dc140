import type { Picture } from './picture.js';
import type { CameraView } from './view.js';

/** Draws what a lens sees of the town. */
export class TownPainter {
  readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  draw(picture: Picture, view: CameraView, thermal: boolean): void {
    const horizon = picture.height / 2 + (picture.height * view.pitch_deg) / view.hfov_deg;
    for (let y = 0; y < picture.height; y++) {
      picture.y.fill(y < horizon ? 180 : thermal ? 60 : 100, y * picture.width, (y + 1) * picture.width);
    }
  }
}
