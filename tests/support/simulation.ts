import { connectBus, createLogger } from '@outrider/runtime';
import type { Bus } from '@outrider/runtime';
import { SIM_CONTROL_SUBJECT } from '@outrider/schema';
import type { SimReply, SimRequest, VehicleTruth } from '@outrider/schema';
import type { System } from './system.js';

/** What really happens to the simulated aircraft, past everything that Outrider believes. */
export class Simulation {
  readonly #bus: Bus;

  private constructor(bus: Bus) {
    this.#bus = bus;
  }

  static async of(system: System): Promise<Simulation> {
    const logger = createLogger({ name: 'tests', level: 'fatal' });
    return new Simulation(await connectBus({ kind: 'local', socket_path: system.status!.bus }, 'tests', logger));
  }

  async ask(request: SimRequest): Promise<Extract<SimReply, { ok: true }>> {
    const answer = await this.#bus.request(SIM_CONTROL_SUBJECT, Buffer.from(JSON.stringify(request)), 5000);
    const reply = JSON.parse(Buffer.from(answer).toString()) as SimReply;
    if (!reply.ok) throw new Error(`the simulator refuses: ${reply.error}`);
    return reply;
  }

  /** @param vehicleKey gateway/link/system id */
  async truth(vehicleKey: string | null): Promise<VehicleTruth> {
    const systemId = Number(vehicleKey?.split('/').at(-1));
    const found = (await this.ask({ verb: 'query' })).vehicles.find(({ system_id }) => system_id === systemId);
    if (!found) throw new Error(`the simulator does not fly ${vehicleKey}`);
    return found;
  }

  close(): Promise<void> {
    return this.#bus.close();
  }
}
