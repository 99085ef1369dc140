import type { AirspaceIndex, ClonedAirspace } from '@outrider/core/airspace';
import type { DispatchInput } from '@outrider/core/dispatch';
import { firstPack } from '@outrider/core/trust';
import type { RulePack } from '@outrider/core/trust';
import type { DispatchDecision } from '@outrider/schema';

/**
 * What the server and its decision thread say to each other. A decision's input is plain data but for its rule packs, which are
 * code and travel by name, and its airspace, which is large, changes seldom and therefore travels once, under a number.
 */
export type ToThread =
  | { kind: 'airspace'; number: number; airspace: ClonedAirspace }
  | { kind: 'forget'; number: number }
  | { kind: 'decide'; id: number; airspace: number; input: string };
export type FromThread =
  | { id: number; ok: true; decision: DispatchDecision }
  | { id: number; ok: false; message: string; stack: string | undefined };

const nameOf = ({ id, version }: { id: string; version: string }): string => `${id}@${version}`;
const PACKS = new Map([firstPack].map((pack) => [nameOf(pack), pack]));

/** JSON: half as dear to write as a structured clone, and the input is made of nothing else. */
export function writeInput({ airspace: _airspace, packs, ...rest }: DispatchInput): string {
  return JSON.stringify({ ...rest, packs: packs.map(nameOf) });
}

/** Throws for a rule pack that this version does not have: a decision without one of its rules would be another decision. */
export function readInput(text: string, airspace: AirspaceIndex): DispatchInput {
  const { packs, ...rest } = JSON.parse(text) as Omit<DispatchInput, 'airspace' | 'packs'> & { packs: string[] };
  return { ...rest, airspace, packs: packs.map(packOf) };
}

function packOf(name: string): RulePack {
  const pack = PACKS.get(name);
  if (!pack) throw new TypeError(`the rule pack ${name} is not known`);
  return pack;
}
