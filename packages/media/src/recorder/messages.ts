/** What the main thread and the recorder's thread say to each other. */
import type { VideoCodec } from '@outrider/schema';

export interface RecordedCamera {
  id: string;
  name: string | null;
  /** Where the pictures come from, without secrets; null where that is not to be told. */
  source: string | null;
}

export interface RecordingOptions {
  /** Folder of the flight's record. */
  folder: string;
  camera: RecordedCamera;
  /** Recording stops while the disk has less than this left, since audit and telemetry need it. */
  reserve_bytes: number;
}

/** An access unit as one piece of memory: NAL units with lengths of 4 bytes, as they lie in the file. */
export interface PackedUnit {
  codec: VideoCodec;
  bytes: Uint8Array<ArrayBuffer>;
  keyframe: boolean;
  time_90khz: number;
  received_utc_ms: number;
  captured_utc_ms: number | null;
  damaged: boolean;
}

/** recording: pictures are written; waiting: for one at which decoding may begin; the others: why nothing is written. */
export type RecordingState = 'opening' | 'waiting' | 'recording' | 'disk_full' | 'disk_failed' | 'closed';

export interface RecordingStatus {
  state: RecordingState;
  segments: number;
  bytes: number;
  pictures: number;
  damaged_pictures: number;
  gaps: number;
  /** Of the newest picture that is on disk for sure. */
  written_to_utc_ms: number | null;
}

/** What somebody should be told: recording stopped, goes on, or was mended after a crash. */
export interface RecorderEvent {
  kind: 'video_stopped' | 'video_resumed' | 'video_recovered';
  at_utc_ms: number;
  text: string;
}

export type ToThread =
  | { kind: 'open'; id: number; options: RecordingOptions; at_utc_ms: number }
  | { kind: 'units'; units: { id: number; unit: PackedUnit }[] }
  | { kind: 'overrun'; id: number }
  | { kind: 'close'; id: number; at_utc_ms: number };

export type FromThread =
  | { kind: 'written'; id: number; taken_bytes: number; status: RecordingStatus }
  | { kind: 'event'; id: number; event: RecorderEvent }
  | { kind: 'closed'; id: number; status: RecordingStatus | null };
