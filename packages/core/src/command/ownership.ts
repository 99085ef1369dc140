/**
 * Which gateway may command an aircraft. It takes the aircraft before its first command and gives it back when the aircraft is idle;
 * in between nobody else can have it, however long nothing is heard of the owner, so that an owner that is cut off flies on and is
 * still alone. No clock takes part: nothing lapses. Each use has an epoch above all before it, and who comes with a lower one has
 * been replaced.
 */
export interface Ownership {
  readonly gateway: string;
  readonly epoch: number;
  /** False: it was given back, and only the epoch is of interest. */
  readonly in_use: boolean;
}

/** What a gateway is told. `epoch` of `owned` is the one to act under from now on. */
export type OwnershipClaim =
  | { readonly kind: 'owned'; readonly epoch: number }
  /** The gateway that has it; the asking gateway's own name when a later run of it has. */
  | { readonly kind: 'owned_by_other'; readonly gateway: string }
  /** The aircraft is bound to no vehicle of the asking gateway. */
  | { readonly kind: 'not_bound' };

export interface OwnedAircraft {
  readonly agency_id: string;
  readonly aircraft_id: string;
}

/** Port; a row of the server's database, which gateways reach over the bus. Both throw while the store cannot be asked. */
export interface OwnershipStore {
  /** Begins to use an aircraft (`held` null), or says that it is still used under an epoch. */
  use(aircraft: OwnedAircraft, gateway: string, held: number | null): Promise<OwnershipClaim>;
  /** Gives it back; does nothing when somebody else has it by now. */
  release(aircraft: OwnedAircraft, gateway: string, epoch: number): Promise<void>;
}

/** The decision of a store on `use`. `before` null: nobody ever had it. `owned` is to be kept as the new state. Pure. */
export function claimOwnership(before: Ownership | null, gateway: string, held: number | null): OwnershipClaim {
  const last = before?.epoch ?? 0;
  if (before && before.gateway !== gateway && (before.in_use || held !== null)) {
    return { kind: 'owned_by_other', gateway: before.gateway };
  }
  if (held === null) return { kind: 'owned', epoch: last + 1 };
  // A later run of the same gateway has taken it: two with one name must not both fly.
  if (held < last) return { kind: 'owned_by_other', gateway };
  return { kind: 'owned', epoch: held };
}

/** The decision of a store on `release`: the new state. Pure. */
export function releaseOwnership(before: Ownership | null, gateway: string, epoch: number): Ownership | null {
  if (!before || before.gateway !== gateway || before.epoch > epoch) return before;
  return { gateway, epoch, in_use: false };
}
