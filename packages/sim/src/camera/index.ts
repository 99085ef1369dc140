export { Cameras } from './cameras.js';
export type { CamerasOptions } from './cameras.js';
export { simulatedLenses } from './lenses.js';
export { watchLargeViews } from './large-views.js';
