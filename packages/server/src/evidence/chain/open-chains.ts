import { createRecord } from '@outrider/record/folder';
import { FlightChain } from './flight-chain.js';

// Each holds a file open; a chain that is closed is read again when its flight goes on.
const MOST_OPEN = 500;

/** The chains of flights that are written to now. One at a time writes to each: the evidence job. */
export class OpenChains {
  readonly #recordsDir: string;
  readonly #open = new Map<string, FlightChain>();

  constructor(recordsDir: string) {
    this.#recordsDir = recordsDir;
  }

  /** Opens the chain, anew when the disk failed it, making the record's folder where there is none. Throws record_chain_damaged. */
  async of(agency_id: string, flight_id: string, created_at_utc_ms: number): Promise<FlightChain> {
    const known = await this.#sound(flight_id);
    // The one used last stands at the end.
    this.#open.delete(flight_id);
    const folder = await createRecord(this.#recordsDir, { agency_id, flight_id, created_at_utc_ms });
    const chain = known ?? (await FlightChain.open(folder));
    this.#open.set(flight_id, chain);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) await this.close(oldest);
    return chain;
  }

  async #sound(flightId: string): Promise<FlightChain | undefined> {
    const chain = this.#open.get(flightId);
    if (!chain?.failed) return chain;
    this.#open.delete(flightId);
    // Its file may fail to close as it failed to be written; what is in it is read again.
    await chain.close().catch(() => undefined);
    return undefined;
  }

  async close(flightId: string): Promise<void> {
    const chain = this.#open.get(flightId);
    this.#open.delete(flightId);
    await chain?.close();
  }

  async closeAll(): Promise<void> {
    for (const id of this.#open.keys()) await this.close(id);
  }
}
