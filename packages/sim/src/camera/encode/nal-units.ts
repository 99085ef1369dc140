/** NAL units as ISO/IEC 14496-15 packs them. */

/** NAL units behind lengths of four bytes (NALUnitLength); a torn last one is left out. */
export function lengthPrefixed(body: Uint8Array): Uint8Array[] {
  const nals: Uint8Array[] = [];
  for (let at = 0; at + 4 < body.length;) {
    const end = at + 4 + uint(body, at, 4);
    if (end > body.length) break;
    nals.push(body.subarray(at + 4, end));
    at = end;
  }
  return nals;
}

/** SPS and PPS of an AVCDecoderConfigurationRecord (5.3.3.1). */
export function parameterSets(record: Uint8Array): Uint8Array[] {
  const sets: Uint8Array[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (record[at] ?? 0) & mask;
    at += 1;
    for (let index = 0; index < count; index++) {
      const end = at + 2 + uint(record, at, 2);
      sets.push(record.slice(at + 2, end));
      at = end;
    }
  }
  return sets;
}

/** An unsigned number, most significant byte first; bytes beyond the end are 0. */
export function uint(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

/** nal_unit_type of H.264. */
export const nalType = (nal: Uint8Array): number => nal[0]! & 0x1f;
