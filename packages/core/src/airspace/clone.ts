/** An airspace index on its way to another thread: a tree is an object with methods, which only its bytes survive. */
import Flatbush from 'flatbush';
import type { AirspaceIndex } from './types.js';

export type ClonedAirspace = Omit<AirspaceIndex, 'tree'> & { readonly tree: ArrayBufferLike | null };

/** Plain data that a structured clone keeps whole. */
export function toClonedAirspace(index: AirspaceIndex): ClonedAirspace {
  return { ...index, tree: index.tree?.data ?? null };
}

/** The index again, without building it anew. */
export function fromClonedAirspace(cloned: ClonedAirspace): AirspaceIndex {
  return { ...cloned, tree: cloned.tree === null ? null : Flatbush.from(cloned.tree) };
}
