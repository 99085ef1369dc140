/** Video in a record folder: where it lies, and an index of every fragment of it. */
export {
  VIDEO_CHAIN_FILE,
  VIDEO_FOLDER,
  VIDEO_INDEX_FILE,
  cameraFolder,
  cameraPath,
  segmentName,
  segmentNumber,
} from './layout.js';
export { scanSegment } from './scan-segment.js';
export type { ScannedSegment } from './scan-segment.js';
export { endUtcMs, keepVideoIndex, readVideoIndex, recordedCameras, summaryOf } from './video-index.js';
export { cutClip } from './clip.js';
export type { Clip, ClipFacts, ClipIdentity } from './clip.js';
export { ClipRefused } from './clip-plan.js';
export type { ClipRange } from './clip-plan.js';
export { ORIGINALS_FOLDER, importOriginal } from './import-original.js';
export type { OriginalVideo } from './import-original.js';
