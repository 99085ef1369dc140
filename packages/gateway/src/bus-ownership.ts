import { ownershipSubject } from '@outrider/schema';
import type { GatewayReply, OwnershipRequest } from '@outrider/schema';
import type { OwnedAircraft, OwnershipClaim, OwnershipStore } from '@outrider/core/command';
import type { Bus } from '@outrider/runtime';

/** Within what the server waits for an answer to its own request, in which this one happens. */
const TIMEOUT_MS = 2000;

/** Ownership as the server keeps it, asked over the bus. */
export class BusOwnership implements OwnershipStore {
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Throws while the server, its database or the bus is away. */
  async use({ agency_id, aircraft_id }: OwnedAircraft, gateway: string, held: number | null): Promise<OwnershipClaim> {
    return this.#ask<OwnershipClaim>(gateway, { verb: 'use', agency_id, aircraft_id, held });
  }

  async release({ agency_id, aircraft_id }: OwnedAircraft, gateway: string, epoch: number): Promise<void> {
    await this.#ask(gateway, { verb: 'release', agency_id, aircraft_id, held: epoch });
  }

  async #ask<T>(gateway: string, request: OwnershipRequest): Promise<T> {
    const bytes = Buffer.from(JSON.stringify(request));
    const answer = await this.#bus.request(ownershipSubject(gateway), bytes, TIMEOUT_MS);
    const reply = JSON.parse(Buffer.from(answer).toString()) as GatewayReply<T>;
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
    return reply.value;
  }
}
