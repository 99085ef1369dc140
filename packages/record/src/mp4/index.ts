/** The video files of a record: fragmented MP4 with one track of H.264 or H.265 (ISO/IEC 14496-12 and -15, CMAF), written and read. */
export { BadStream } from './bit-reader.js';
export { codecString } from './codec-string.js';
export { fragment } from './fragment.js';
export type { Fragment, FragmentClock, Sample } from './fragment.js';
export { initSegment } from './init-segment.js';
export { TIMESCALE_90KHZ } from './movie-boxes.js';
export { ParameterSetCollector, isPadding, isRandomAccess, isSlice } from './parameter-sets.js';
export type { ParameterSets, VideoCodec } from './parameter-sets.js';
export { FRAGMENT_HEAD_BYTES, readFragmentHead } from './read-fragment.js';
export type { FragmentHead, SampleRow } from './read-fragment.js';
export { INIT_BYTES, readInit } from './read-init.js';
export type { InitInfo } from './read-init.js';
export { pictureSize } from './sample-entry.js';
export type { PictureSize } from './sample-entry.js';
export { progressiveHead } from './progressive.js';
export type { ProgressiveFile } from './progressive.js';
export type { TableSample } from './sample-table.js';
