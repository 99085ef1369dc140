/** Records what cameras show into the record of a flight. */
export type { RecordedCamera, RecorderEvent, RecordingState, RecordingStatus } from './messages.js';
export { Recorder } from './recorder.js';
export type { RecorderOptions } from './recorder.js';
export { RecorderThread } from './recorder-thread.js';
