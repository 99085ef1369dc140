import { readH264Sequence } from './h264.js';
import { readH265Sequence } from './h265.js';
import type { ParameterSets } from './parameter-sets.js';

const hex = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();

/** The `codecs` parameter by which a browser says whether it can play it (RFC 6381; ISO/IEC 14496-15 annex E for H.265). Throws BadStream. */
export function codecString({ codec, sps }: ParameterSets): string {
  const first = sps[0] ?? new Uint8Array();
  if (codec === 'h265') return hevcString(readH265Sequence(first).general);
  const { profile_idc, constraints, level_idc } = readH264Sequence(first);
  return `avc1.${hex(profile_idc)}${hex(constraints)}${hex(level_idc)}`;
}

function hevcString(general: Uint8Array): string {
  const head = general[0] ?? 0;
  const space = ['', 'A', 'B', 'C'][head >> 6];
  const tier = (head & 0x20) === 0 ? 'L' : 'H';
  const compatibility = new DataView(general.buffer, general.byteOffset).getUint32(1);
  const constraints = [...general.subarray(5, 11)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const parts = [`hvc1.${space}${head & 0x1f}`, reversed(compatibility).toString(16), `${tier}${general[11] ?? 0}`];
  return [...parts, ...constraints.map(hex)].join('.');
}

/** The 32 bits in the opposite order, as the standard wants the compatibility flags. */
function reversed(value: number): number {
  let result = 0;
  for (let bit = 0; bit < 32; bit++) result = result * 2 + ((value >>> bit) & 1);
  return result;
}
