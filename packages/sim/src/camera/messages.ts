/** What the simulator and the worker that takes its pictures tell each other. */
import type { Lens } from '../vehicle/index.js';
import type { Moment } from './encode/index.js';
import type { CameraView } from './view.js';

export interface CameraSetup {
  /** Burnt into the picture. */
  name: string;
  lenses: readonly Lens[];
}

export interface WorkerSetup {
  /** Shapes the town, as everywhere. */
  seed: number;
  cameras: readonly CameraSetup[];
}

/** Take a picture now. */
export interface Shot {
  camera: number;
  lens: number;
  view: CameraView;
  taken: Moment;
}

export type ToWorker =
  | { kind: 'shots'; shots: Shot[] }
  /** Pictures of a lens have another size from now on. */
  | { kind: 'lens'; camera: number; index: number; lens: Lens };
export type FromWorker =
  | { kind: 'ready'; encoder: 'ffmpeg' | 'npm' }
  | { kind: 'trouble'; stream: string; reason: string };
