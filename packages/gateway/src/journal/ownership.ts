import type { OwnershipClaim, OwnershipStore } from '@outrider/core/command';
import { StateFile } from './state-file.js';

/**
 * Ownership of a gateway that is alone with its vehicles: every start is a new owner, whose epoch is above all before, so that a
 * stick frame made out to an earlier run is refused.
 */
export class FileOwnership implements OwnershipStore {
  readonly #epoch: number;

  private constructor(epoch: number) {
    this.#epoch = epoch;
  }

  /** Resolves when the new epoch is safe on disk. */
  static async open(path: string): Promise<FileOwnership> {
    const file = new StateFile<{ epoch: number }>(path);
    const epoch = ((await file.read())?.epoch ?? 0) + 1;
    await file.write({ epoch });
    return new FileOwnership(epoch);
  }

  /** The epoch of this run. */
  get epoch(): number {
    return this.#epoch;
  }

  async claim(): Promise<OwnershipClaim> {
    return { kind: 'owned', epoch: this.#epoch };
  }

  async renew(_vehicleKey: string, _gateway: string, epoch: number): Promise<boolean> {
    return epoch === this.#epoch;
  }

  async release(): Promise<void> {}
}
