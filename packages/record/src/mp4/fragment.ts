import { box, concat, fullBox, u32, u64 } from './bytes.js';

/** One picture as it lies in a file: NAL units with lengths of 4 bytes. */
export interface Sample {
  bytes: Uint8Array;
  keyframe: boolean;
  /** When it is shown, in the time of the file. */
  time_90khz: number;
}

/** UTC of a fragment's first shown picture. */
export interface FragmentClock {
  utc_ms: number;
  /** True: when it was taken, as the source says; false: when it arrived here. */
  captured: boolean;
}

export interface Fragment {
  /** Counts up within a file, from 1. */
  sequence: number;
  clock: FragmentClock;
  /** In decoding order. */
  samples: readonly Sample[];
  /** How long the last picture is shown. */
  last_duration_90khz: number;
}

export const SAMPLE_FLAGS = { keyframe: 0x02000000, dependent: 0x01010000 } as const;
/** Flags of `prft` (ISO/IEC 14496-12 8.16.5): UTC of what is seen, or consistent but otherwise arbitrary. */
export const CLOCK_FLAGS = { captured: 24, arrived: 8 } as const;
const NTP_EPOCH_MS = 2_208_988_800_000;
// Duration, size, flags and composition offset of each sample, and where their bytes begin.
const RUN_FLAGS = 0xf01;

/**
 * `prft`, `moof` and `mdat` of some pictures. Decoding times are the times of showing in ascending order, so that pictures that
 * are sent out of order (B) get composition offsets, which may be negative (`trun` version 1).
 */
export function fragment({ sequence, clock, samples, last_duration_90khz }: Fragment): Uint8Array {
  const decoding = samples.map((sample) => sample.time_90khz).toSorted((a, b) => a - b);
  const rows = samples.map((sample, index) => {
    const at = decoding[index]!;
    const next = decoding[index + 1];
    const duration = next === undefined ? last_duration_90khz : next - at;
    const flags = sample.keyframe ? SAMPLE_FLAGS.keyframe : SAMPLE_FLAGS.dependent;
    return u32(duration, sample.bytes.byteLength, flags, sample.time_90khz - at);
  });
  const movieFragment = (dataOffset: number): Uint8Array =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        fullBox('tfhd', 0, 0x020000, u32(1)), // default-base-is-moof
        fullBox('tfdt', 1, 0, u64(decoding[0] ?? 0)),
        fullBox('trun', 1, RUN_FLAGS, u32(samples.length, dataOffset), ...rows),
      ),
    );
  const size = movieFragment(0).byteLength;
  return concat([
    producerReferenceTime(clock, decoding[0] ?? 0),
    movieFragment(size + 8),
    box('mdat', ...samples.map((sample) => sample.bytes)),
  ]);
}

/** NTP time (RFC 5905: 32 bits of seconds from 1900, 32 of fraction) beside the time of the file. */
function producerReferenceTime({ utc_ms, captured }: FragmentClock, time_90khz: number): Uint8Array {
  const ntp_ms = utc_ms + NTP_EPOCH_MS;
  const seconds = Math.floor(ntp_ms / 1000);
  const fraction = Math.round(((ntp_ms - seconds * 1000) / 1000) * 2 ** 32) % 2 ** 32;
  const flags = captured ? CLOCK_FLAGS.captured : CLOCK_FLAGS.arrived;
  return fullBox('prft', 1, flags, u32(1, seconds, fraction), u64(time_90khz));
}

/** UTC milliseconds, to the microsecond, of an NTP time. */
export const utcOfNtp = (seconds: number, fraction: number): number =>
  Math.round(seconds * 1e6 + (fraction / 2 ** 32) * 1e6) / 1000 - NTP_EPOCH_MS;
