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
