/** Bindings that come in parts (each fits a bus message) are applied when all parts of a revision are there, never one by one. */
import type { ConfigureRequest, VehicleBinding } from '@outrider/schema';

/** Two servers may send at the same time; what was begun before these and never finished is given up. */
const MAX_BEGUN = 4;

export class ConfigureParts {
  readonly #begun = new Map<number, Map<number, VehicleBinding[]>>();

  /** All bindings of the configuration once this was its last missing part; null while parts are missing. */
  take({ bindings, part }: ConfigureRequest): VehicleBinding[] | null {
    if (!part || part.count === 1) return bindings;
    const parts = this.#begun.get(part.revision) ?? new Map<number, VehicleBinding[]>();
    this.#begun.delete(part.revision);
    parts.set(part.index, bindings);
    if (parts.size >= part.count) return [...parts.values()].flat();
    this.#begun.set(part.revision, parts);
    if (this.#begun.size > MAX_BEGUN) this.#begun.delete(this.#begun.keys().next().value!);
    return null;
  }
}
