/** What is kept of one flight: raw frames with their time (tlog) and telemetry samples, appended and fsynced each second. */
import { mkdir, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalChunk, JournalRequest, TelemetrySample } from '@outrider/schema';
import { SAMPLE_ENTRY_BYTES, wholeSampleBytes, writeSampleEntry } from '@outrider/record/track';
import type { Logger } from '@outrider/runtime';
import { Appender } from './appender.js';

const FILES = { tlog: 'raw.tlog', samples: 'samples.bin' } as const;
type Stream = keyof typeof FILES;
const FLIGHT_ID = /^[0-9a-f-]{36}$/;
const TLOG_TIME_BYTES = 8;
const MICROSECONDS_PER_MS = 1000;
const TWO_32 = 2 ** 32;
/** Files written at once: the threads that write are shared with the spool, which commands wait for. */
const WRITE_AT_ONCE = 2;

/** The open journal of a flight. Appending never waits and never throws. */
export class FlightJournal {
  readonly #streams: Record<Stream, Appender>;

  private constructor(streams: Record<Stream, Appender>) {
    this.#streams = streams;
  }

  /** Opens the journal of a flight, also one that an earlier run left open. */
  static async open(folder: string): Promise<FlightJournal> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await dropTornSample(join(folder, FILES.samples));
    const [tlog, samples] = await Promise.all([
      open(join(folder, FILES.tlog), 'a', 0o600),
      open(join(folder, FILES.samples), 'a', 0o600),
    ]);
    return new FlightJournal({ tlog: new Appender(tlog), samples: new Appender(samples) });
  }

  /** One frame, `length` bytes of `source`, as a tlog has it: microseconds since 1970, big endian, then the frame. */
  raw(source: Uint8Array, from: number, length: number, utcMs: number): void {
    const { tlog } = this.#streams;
    const chunk = tlog.room(TLOG_TIME_BYTES + length);
    if (!chunk) return;
    const { at } = tlog;
    const microseconds = Math.round(utcMs * MICROSECONDS_PER_MS);
    chunk.view.setUint32(at, Math.floor(microseconds / TWO_32));
    chunk.view.setUint32(at + 4, microseconds % TWO_32);
    const to = at + TLOG_TIME_BYTES;
    for (let index = 0; index < length; index++) chunk.bytes[to + index] = source[from + index]!;
    tlog.took(TLOG_TIME_BYTES + length);
  }

  sample(sample: TelemetrySample): void {
    const { samples } = this.#streams;
    const chunk = samples.room(SAMPLE_ENTRY_BYTES);
    if (!chunk) return;
    writeSampleEntry(chunk.view, samples.at, sample);
    samples.took(SAMPLE_ENTRY_BYTES);
  }

  async flush(): Promise<void> {
    await this.#streams.tlog.flush();
    await this.#streams.samples.flush();
  }

  /** Puts everything on disk. */
  async close(): Promise<void> {
    await Promise.all([this.#streams.tlog.close(), this.#streams.samples.close()]);
  }
}

/** A crash in the middle of a write leaves a part of a sample; what follows it would not be found. A tlog is read on after any gap. */
async function dropTornSample(path: string): Promise<void> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return;
  const whole = wholeSampleBytes(bytes);
  if (whole < bytes.byteLength) await truncate(path, whole);
}

/** All journals of a gateway, one folder a flight. */
export class JournalStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #logger: Logger;
  readonly #open = new Map<string, Promise<FlightJournal>>();
  /** Flights of an earlier run whose vehicle has not been heard yet: more will come. */
  readonly #awaited = new Set<string>();
  #flushing = false;

  constructor(folder: string, maxBytes: number, logger: Logger) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#logger = logger;
  }

  /** Flights that an earlier run left open. Until they are opened again no reader is told that their journals are closed. */
  expect(flightIds: Iterable<string>): void {
    for (const flightId of flightIds) this.#awaited.add(flightId);
  }

  /** Null when the disk refuses: the flight goes on without. */
  async open(flightId: string): Promise<FlightJournal | null> {
    const opening = this.#open.get(flightId) ?? FlightJournal.open(this.#folderOf(flightId));
    this.#open.set(flightId, opening);
    this.#awaited.delete(flightId);
    try {
      return await opening;
    } catch (error) {
      this.#open.delete(flightId);
      this.#logger.error({ error, flight_id: flightId }, 'the journal of a flight could not be opened');
      return null;
    }
  }

  /** To be called each second; a round that is not finished yet is not begun again. */
  async flush(): Promise<void> {
    if (this.#flushing) return;
    this.#flushing = true;
    const waiting = [...this.#open];
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#flushOne(...next);
    };
    await Promise.all(Array.from({ length: WRITE_AT_ONCE }, work));
    this.#flushing = false;
  }

  async #flushOne(flightId: string, opening: Promise<FlightJournal>): Promise<void> {
    try {
      await (await opening).flush();
    } catch (error) {
      this.#logger.error({ error, flight_id: flightId }, 'the journal of a flight could not be written');
    }
  }

  /** Readers are told that it is closed once its last byte is on disk. */
  async close(flightId: string): Promise<void> {
    try {
      await (await this.#open.get(flightId))?.close();
    } catch (error) {
      this.#logger.error({ error, flight_id: flightId }, 'the journal of a flight could not be closed');
    }
    this.#open.delete(flightId);
    await this.#makeRoom();
  }

  async suspendAll(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(all.map(async (opening) => (await opening).close()));
  }

  /** Bytes of one stream from an offset; an unknown flight is an empty, closed journal. */
  async read(request: JournalRequest): Promise<JournalChunk> {
    const path = join(this.#folderOf(request.flight_id), FILES[request.stream]);
    // Asked before the size: what is written between the two belongs to the next answer.
    const closed = !this.#isGoingOn(request.flight_id);
    try {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        const length = Math.max(0, Math.min(request.max_bytes, size - request.offset));
        const data = Buffer.alloc(length);
        await file.read(data, 0, length, request.offset);
        return { total_bytes: size, closed, data_base64: data.toString('base64') };
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return { total_bytes: 0, closed, data_base64: '' };
    }
  }

  #isGoingOn(flightId: string): boolean {
    return this.#open.has(flightId) || this.#awaited.has(flightId);
  }

  #folderOf(flightId: string): string {
    if (!FLIGHT_ID.test(flightId)) throw new RangeError('not a flight id');
    return join(this.#folder, flightId);
  }

  /** Deletes the oldest closed journals beyond the bound; ids sort by time. */
  async #makeRoom(): Promise<void> {
    try {
      const flights = (await readdir(this.#folder)).filter((name) => FLIGHT_ID.test(name)).toSorted();
      const sizes = await Promise.all(flights.map((flight) => this.#sizeOf(flight)));
      let total = sizes.reduce((sum, size) => sum + size, 0);
      for (const [index, flight] of flights.entries()) {
        if (total <= this.#maxBytes) return;
        if (this.#isGoingOn(flight)) continue;
        await rm(join(this.#folder, flight), { recursive: true, force: true });
        total -= sizes[index]!;
        this.#logger.warn({ flight_id: flight }, 'the oldest flight journal was deleted to make room');
      }
    } catch (error) {
      this.#logger.error({ error }, 'journals could not be counted');
    }
  }

  async #sizeOf(flight: string): Promise<number> {
    const sizes = await Promise.all(
      Object.values(FILES).map((name) =>
        stat(join(this.#folder, flight, name)).then(
          (found) => found.size,
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}
