export interface SpoolEntry {
  /** Starts at 1, grows by 1, never reused in one folder. */
  sequence: number;
  bytes: Uint8Array;
}

/** An append-only, fsynced log in a folder of segment files. One writer process at a time. */
export interface Spool {
  /**
   * Resolves with the entry's sequence number after its bytes are fsynced; many appends share one fsync.
   * Throws spool_full when the bound is reached, spool_failed after a write or fsync error (fatal for this spool), spool_closed.
   */
  append(bytes: Uint8Array): Promise<number>;
  /** Durable entries with `sequence >= from`, in order, up to what is durable when the call starts. */
  readFrom(from: number): AsyncIterable<SpoolEntry>;
  /** Deletes whole segments whose entries are all below `sequence`; keeps the rest. */
  truncateBelow(sequence: number): Promise<void>;
  /** First sequence still on disk; equals `nextSequence` when empty. */
  readonly firstSequence: number;
  /** What the next append will get. */
  readonly nextSequence: number;
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /** Null while healthy. */
  readonly failure: Error | null;
  close(): Promise<void>;
}
