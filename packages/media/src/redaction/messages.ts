import type {
  Detection,
  ErrorCode,
  RedactDetect,
  RedactRequest,
  RedactTrack,
  RenderedVideo,
  TrackedRegion,
} from '@outrider/schema';

/** What the process that redacts is asked for; one task, then it ends. */
export type RedactionTask =
  | { kind: 'render'; request: RedactRequest; recordsDir: string; file: string; pieceMs: number }
  | { kind: 'track'; request: RedactTrack; recordsDir: string }
  | { kind: 'detect'; request: RedactDetect; recordsDir: string };

export type RedactionAnswer =
  | { kind: 'progress'; share: number }
  | { kind: 'rendered'; rendered: RenderedVideo }
  | { kind: 'tracked'; tracked: TrackedRegion }
  | { kind: 'detected'; found: Pick<Detection, 'proposals' | 'left_out' | 'pictures'> }
  | { kind: 'failed'; code: ErrorCode; message: string };
