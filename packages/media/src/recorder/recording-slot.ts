import type { FromThread, PackedUnit, RecordingOptions, RecordingStatus, ToThread } from './messages.js';
import { Recording } from './recording.js';

const OPEN_AGAIN_MS = 2000;
const MOST_UNTOLD_BYTES = 1024 * 1024;
/** Pictures that wait for a folder to open, which a chain of hours takes some time for. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

/** One recording with what comes before it is open: pictures wait, and a folder that cannot be opened is tried again. */
export class RecordingSlot {
  readonly #id: number;
  readonly #options: RecordingOptions;
  readonly #tell: (message: FromThread) => void;
  #recording: Recording | null = null;
  #waiting: PackedUnit[] = [];
  #waitingBytes = 0;
  /** Bytes taken of which the main thread does not know yet. */
  #untoldBytes = 0;
  #told: RecordingStatus | null = null;
  #opening: Promise<void> | null = null;
  #openedLast_ms = -Infinity;
  #at_utc_ms = 0;
  #saidWhy = '';

  constructor(id: number, options: RecordingOptions, tell: (message: FromThread) => void) {
    this.#id = id;
    this.#options = options;
    this.#tell = tell;
  }

  take(message: Exclude<ToThread, { kind: 'units' }>): void {
    switch (message.kind) {
      case 'open':
        this.#at_utc_ms = message.at_utc_ms;
        return this.#open();
      case 'overrun':
        return this.#recording?.overrun();
      case 'close':
        return void this.#close(message.at_utc_ms);
    }
  }

  tick(now_ms: number): void {
    if (!this.#recording && now_ms - this.#openedLast_ms > OPEN_AGAIN_MS) this.#open();
    this.#recording?.tick(now_ms);
    this.#report();
  }

  takeUnit(unit: PackedUnit): void {
    this.#untoldBytes += unit.bytes.byteLength;
    this.#at_utc_ms = unit.received_utc_ms;
    if (this.#recording) this.#recording.push(unit);
    else this.#keep(unit);
    this.#report();
  }

  /** Twice a second or so is often enough. */
  #report(): void {
    const status = this.#recording?.status();
    if (!status) return;
    const isNews = status.pictures !== this.#told?.pictures || status.state !== this.#told.state;
    if (!isNews && this.#untoldBytes < MOST_UNTOLD_BYTES) return;
    this.#tell({ kind: 'written', id: this.#id, taken_bytes: this.#untoldBytes, status });
    this.#untoldBytes = 0;
    this.#told = status;
  }

  #keep(unit: PackedUnit): void {
    this.#waiting.push(unit);
    this.#waitingBytes += unit.bytes.byteLength;
    while (this.#waitingBytes > MOST_WAITING_BYTES) this.#waitingBytes -= this.#waiting.shift()!.bytes.byteLength;
  }

  #open(): void {
    this.#opening ??= this.#openNow().finally(() => {
      this.#opening = null;
      this.#openedLast_ms = performance.now();
    });
  }

  async #openNow(): Promise<void> {
    try {
      const recording = await Recording.open(this.#options, this.#at_utc_ms, (event) =>
        this.#tell({ kind: 'event', id: this.#id, event }),
      );
      for (const unit of this.#waiting.splice(0)) recording.push(unit);
      this.#waitingBytes = 0;
      this.#recording = recording;
      this.#report();
    } catch (error) {
      this.#say(`Video is not recorded: ${(error as Error).message}`);
    }
  }

  /** The same reason is said once. */
  #say(text: string): void {
    if (text === this.#saidWhy) return;
    this.#saidWhy = text;
    const event = { kind: 'video_stopped', at_utc_ms: this.#at_utc_ms, text } as const;
    this.#tell({ kind: 'event', id: this.#id, event });
  }

  async #close(at_utc_ms: number): Promise<void> {
    await this.#opening;
    await this.#recording?.close(at_utc_ms);
    this.#tell({ kind: 'closed', id: this.#id, status: this.#recording?.status() ?? null });
  }
}
