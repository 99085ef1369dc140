import { BlockPainter } from './ground/block-painter.js';
import { ClipMap } from './ground/clip-map.js';
import type { Picture } from './picture.js';
import { GroundPass } from './render/ground-pass.js';
import { ObjectPass } from './render/object-pass.js';
import { Projection } from './render/projection.js';
import { DAYLIGHT, THERMAL } from './scene/palette.js';
import { TownScene } from './scene/town-scene.js';
import type { CameraView } from './view.js';

const MOVING_WITHIN_M = 450;
const WIDE_DEG = 40;

/** Draws what one lens sees. It keeps the ground around it painted, so each lens has one of its own. */
export class LensPainter {
  readonly #scene: TownScene;
  readonly #ground: GroundPass;
  readonly #objects: ObjectPass;

  constructor(scene: TownScene, thermal: boolean) {
    const palette = thermal ? THERMAL : DAYLIGHT;
    this.#scene = scene;
    this.#ground = new GroundPass(new ClipMap(new BlockPainter(scene.marks, palette)), scene.terrain, palette);
    this.#objects = new ObjectPass(scene.things, palette);
  }

  /** @param utcMs where cars and smoke are */
  draw(picture: Picture, view: CameraView, utcMs: number): void {
    const camera = new Projection(view, picture.width, picture.height);
    this.#ground.draw(picture, camera);
    this.#objects.draw(
      picture,
      camera,
      this.#scene.moving(utcMs, view.at, MOVING_WITHIN_M * (view.hfov_deg < WIDE_DEG ? 4 : 1)),
    );
  }
}
