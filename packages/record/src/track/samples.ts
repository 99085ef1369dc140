import { TELEMETRY_SINGLE_BYTES, decodeTelemetryBatch, writeTelemetrySingle } from '@outrider/core/vehicle';
import type { TelemetrySample } from '@outrider/schema';

const LENGTH_BYTES = 4;
export const SAMPLE_ENTRY_BYTES = LENGTH_BYTES + TELEMETRY_SINGLE_BYTES;

/**
 * Writes one entry of the samples stream, SAMPLE_ENTRY_BYTES long, into somebody's buffer: u32 little endian length, then a telemetry
 * batch (core/vehicle) of that many bytes. The length is explicit so that a reader of a later version can step over what it does not
 * know. Throws RangeError for an aircraft id that is no UUID.
 */
export function writeSampleEntry(view: DataView, at: number, sample: TelemetrySample): void {
  view.setUint32(at, TELEMETRY_SINGLE_BYTES, true);
  writeTelemetrySingle(view, at + LENGTH_BYTES, sample);
}

/** The same entry in a buffer of its own. */
export function encodeSampleEntry(sample: TelemetrySample): Uint8Array {
  const entry = new Uint8Array(SAMPLE_ENTRY_BYTES);
  writeSampleEntry(new DataView(entry.buffer), 0, sample);
  return entry;
}

// A batch of one sample is below 200 bytes; anything far above is not an entry but damage.
const MAX_ENTRY_BYTES = 65_536;

/** Where whole entries begin and end, and where that stops: at a torn entry, at damage, or at the end. */
function wholeEntries(bytes: Uint8Array): { entries: Uint8Array[]; consumed: number; damaged: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset + LENGTH_BYTES <= bytes.byteLength) {
    const length = view.getUint32(offset, true);
    if (length === 0 || length > MAX_ENTRY_BYTES) return { entries, consumed: offset, damaged: true };
    const end = offset + LENGTH_BYTES + length;
    if (end > bytes.byteLength) break;
    entries.push(bytes.subarray(offset + LENGTH_BYTES, end));
    offset = end;
  }
  return { entries, consumed: offset, damaged: false };
}

/** How many bytes from the beginning of a samples stream hold whole entries; what follows was torn by a crash or is damaged. */
export function wholeSampleBytes(bytes: Uint8Array): number {
  return wholeEntries(bytes).consumed;
}

/**
 * Reads the samples stream. A torn last entry (a crash in the middle of a write) is left for the next read: `consumed` is the
 * number of bytes that held whole entries. Throws when an entry in the middle is damaged, naming its offset.
 */
export function readSamples(bytes: Uint8Array): { samples: TelemetrySample[]; consumed: number } {
  const { entries, consumed, damaged } = wholeEntries(bytes);
  if (damaged) throw new Error(`The samples stream is damaged at byte ${consumed}.`);
  return { samples: entries.flatMap((entry) => decodeTelemetryBatch(entry).samples), consumed };
}
