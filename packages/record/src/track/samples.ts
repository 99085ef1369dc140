import { decodeTelemetryBatch, encodeTelemetryBatch } from '@outrider/core/vehicle';
import type { TelemetrySample } from '@outrider/schema';

/**
 * One entry of the samples stream: u32 little endian length, then a telemetry batch (core/vehicle) of that many bytes. The length is
 * explicit so that a reader of a later version can step over what it does not know.
 */
export function encodeSampleEntry(sample: TelemetrySample): Uint8Array {
  const batch = encodeTelemetryBatch([sample], sample.utc_ms);
  const entry = new Uint8Array(4 + batch.byteLength);
  new DataView(entry.buffer).setUint32(0, batch.byteLength, true);
  entry.set(batch, 4);
  return entry;
}

// A batch of one sample is below 200 bytes; anything far above is not an entry but damage.
const MAX_ENTRY_BYTES = 65_536;

/**
 * Reads the samples stream. A torn last entry (a crash in the middle of a write) is left for the next read: `consumed` is the
 * number of bytes that held whole entries. Throws when an entry in the middle is damaged, naming its offset.
 */
export function readSamples(bytes: Uint8Array): { samples: TelemetrySample[]; consumed: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples: TelemetrySample[] = [];
  let offset = 0;
  while (offset + 4 <= bytes.byteLength) {
    const length = view.getUint32(offset, true);
    if (length === 0 || length > MAX_ENTRY_BYTES) throw new Error(`The samples stream is damaged at byte ${offset}.`);
    if (offset + 4 + length > bytes.byteLength) break;
    samples.push(...decodeTelemetryBatch(bytes.subarray(offset + 4, offset + 4 + length)).samples);
    offset += 4 + length;
  }
  return { samples, consumed: offset };
}
