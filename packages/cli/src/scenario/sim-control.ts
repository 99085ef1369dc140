import type { Bus } from '@outrider/runtime/bus';
import type { SimReply, SimRequest, VehicleTruth } from '@outrider/schema';
import { SIM_CONTROL_SUBJECT, SimReply as SimReplySchema } from '@outrider/schema';
import Value from 'typebox/value';

const TIMEOUT_MS = 5000;

/** Tells the simulator what to do and asks it for the truth. */
export class SimControl {
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Throws when the simulator refuses or does not answer. */
  async ask(request: SimRequest): Promise<Extract<SimReply, { ok: true }>> {
    const bytes = await this.#bus.request(
      SIM_CONTROL_SUBJECT,
      new TextEncoder().encode(JSON.stringify(request)),
      TIMEOUT_MS,
    );
    const reply = Value.Parse(SimReplySchema, JSON.parse(new TextDecoder().decode(bytes)));
    if (!reply.ok) throw new Error(`the simulator refused: ${reply.error}`);
    return reply;
  }

  async truths(): Promise<VehicleTruth[]> {
    return (await this.ask({ verb: 'query' })).vehicles;
  }

  async truth(systemId: number): Promise<VehicleTruth> {
    const found = (await this.truths()).find((truth) => truth.system_id === systemId);
    if (!found) throw new Error(`the simulator flies no system ${systemId}`);
    return found;
  }
}
