import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ChainWriter, PayloadHash } from '@outrider/record/chain';
import { RECORD_STREAMS, streamSize } from '@outrider/record/folder';
import type { RecordStream } from '@outrider/record/folder';
import { writeLasting } from '@outrider/record/seal';
import { readSamples } from '@outrider/record/track';
import { canonicalJson } from '@outrider/core/evidence';
import type { ChainHead, NewChainEntry } from '@outrider/core/evidence';

const RECORD_CLOSED = 'record_closed';
const STREAMS: readonly RecordStream[] = ['tlog', 'samples'];
// A piece of a stream that is altered later is named as a whole, so pieces are small; each costs an entry and an fsync.
const PIECE_BYTES = 512 * 1024;
const PIECE_MS = 30_000;

/** The chain of one flight as it is being written: what is in it already is known, so that nothing is put in twice. */
export class FlightChain {
  readonly folder: string;
  readonly #writer: ChainWriter;
  readonly #covered: Map<string, number>;
  #eventSeq: number;
  /** What the chain's last entry closes it with; undefined while it is not closed. */
  #closedWith: string | null | undefined;
  #coveredAtUtcMs = 0;

  private constructor(folder: string, writer: ChainWriter, known: KnownChain) {
    this.folder = folder;
    this.#writer = writer;
    this.#covered = known.covered;
    this.#eventSeq = known.eventSeq;
    this.#closedWith = known.closedWith;
  }

  /** Throws record_chain_damaged. */
  static async open(folder: string): Promise<FlightChain> {
    const known: KnownChain = { covered: new Map(), eventSeq: 0, closedWith: undefined };
    const writer = await ChainWriter.open(folder, { onEntry: ({ entry }) => learn(known, entry) });
    return new FlightChain(folder, writer, known);
  }

  get head(): ChainHead {
    return this.#writer.head;
  }

  /** The newest event of the agency that is in the chain, on disk; 0 of none. */
  get eventSeq(): number {
    return this.#eventSeq;
  }

  /** The disk did not take an entry: open the chain anew, which reads what is in it. */
  get failed(): boolean {
    return this.#writer.failed;
  }

  /** Adds what an event of the agency tells, unless it is there. In the order of the events; rejects when it is not on disk. */
  async appendEvent(eventSeq: number, entry: NewChainEntry): Promise<void> {
    if (eventSeq <= this.#eventSeq) return;
    await this.append({ ...entry, body: { event_seq: eventSeq, ...entry.body } });
    // Only now: what was not written must be written when it is tried again.
    this.#eventSeq = Math.max(this.#eventSeq, eventSeq);
  }

  async append(entry: NewChainEntry): Promise<ChainHead> {
    const head = await this.#writer.append(entry);
    this.#closedWith = closingOf(entry);
    return head;
  }

  /** The last entry, said once however often the seal behind it is tried; again when something came after it. */
  async closeRecord(incomplete_reason: string | null, at_utc_ms: number): Promise<void> {
    if (this.#closedWith === incomplete_reason) return;
    await this.append({ at_utc_ms, kind: RECORD_CLOSED, body: { incomplete_reason }, payload: null });
  }

  /** Keeps a document as a file of its own, which can be deleted without breaking the chain. Once. */
  async keepDocument(file: string, document: unknown, kind: string, atUtcMs: number): Promise<void> {
    if (this.#covered.has(file)) return;
    const bytes = Buffer.from(`${canonicalJson(document)}\n`);
    await writeLasting(join(this.folder, file), bytes);
    const payload = new PayloadHash().update(bytes).payload(file);
    await this.append({ at_utc_ms: atUtcMs, kind, body: {}, payload });
    this.#covered.set(file, bytes.byteLength);
  }

  /** Adds the bytes of raw frames and samples that arrived since the last time; small pieces wait unless it is the `last` time. */
  async coverStreams(nowUtcMs: number, last: boolean): Promise<void> {
    const due = last || nowUtcMs - this.#coveredAtUtcMs >= PIECE_MS;
    for (const stream of STREAMS) {
      const size = await streamSize(this.folder, stream);
      const file = RECORD_STREAMS[stream];
      for (let from = this.#covered.get(file) ?? 0; from < size; from = this.#covered.get(file) ?? size) {
        const bytes = Math.min(PIECE_BYTES, size - from);
        if (bytes < PIECE_BYTES && !due) break;
        await this.#cover(stream, from, bytes, nowUtcMs);
      }
    }
    if (due) this.#coveredAtUtcMs = nowUtcMs;
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }

  async #cover(stream: RecordStream, from: number, bytes: number, at_utc_ms: number): Promise<void> {
    const file = RECORD_STREAMS[stream];
    const hash = new PayloadHash();
    const chunks: Uint8Array[] = [];
    for await (const chunk of createReadStream(join(this.folder, file), { start: from, end: from + bytes - 1 })) {
      hash.update(chunk as Uint8Array);
      if (stream === 'samples') chunks.push(chunk as Uint8Array);
    }
    const payload = hash.payload(file, from);
    const body = { stream, ...(stream === 'samples' && spanOf(Buffer.concat(chunks))) };
    await this.append({ at_utc_ms, kind: 'stream', body, payload });
    this.#covered.set(file, from + payload.bytes);
  }
}

interface KnownChain {
  covered: Map<string, number>;
  eventSeq: number;
  closedWith: string | null | undefined;
}

/** Takes in an entry that is in the chain already. */
function learn(known: KnownChain, entry: NewChainEntry): void {
  const { body, payload } = entry;
  if (typeof body['event_seq'] === 'number') known.eventSeq = Math.max(known.eventSeq, body['event_seq']);
  if (payload) {
    const end = payload.offset + payload.bytes;
    known.covered.set(payload.file, Math.max(known.covered.get(payload.file) ?? 0, end));
  }
  known.closedWith = closingOf(entry);
}

function closingOf({ kind, body }: NewChainEntry): string | null | undefined {
  const reason = body['incomplete_reason'];
  return kind === RECORD_CLOSED && (reason === null || typeof reason === 'string') ? reason : undefined;
}

/** From when to when the samples of a piece are; a piece that begins within an entry tells nothing. */
function spanOf(bytes: Uint8Array): Record<string, number> {
  try {
    const { samples } = readSamples(bytes);
    const [first, last] = [samples[0], samples.at(-1)];
    return first && last ? { start_utc_ms: first.utc_ms, end_utc_ms: last.utc_ms } : {};
  } catch {
    return {};
  }
}
