import { inProcessBus } from '@outrider/runtime/bus';
import { virtualClock } from '@outrider/runtime/clocks';
import type { SimReply } from '@outrider/schema';
import { SIM_CONTROL_SUBJECT, SimReply as SimReplySchema } from '@outrider/schema';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { IncidentGenerator } from '../incidents/index.js';
import { seededRandom } from '../random/index.js';
import { Fleet, serveControl } from './index.js';

function rig() {
  const clock = virtualClock();
  const sent: number[] = [];
  const fleet = new Fleet({
    clock,
    seed: 3,
    connect: () => ({ send: (bytes) => void sent.push(bytes.length), close: () => {} }),
  });
  const bus = inProcessBus();
  const address = { label: '1 Alder St', latitude_deg: 37.485, longitude_deg: -122.236 };
  const incidents = new IncidentGenerator(seededRandom(3), [address]);
  serveControl(bus, fleet, incidents, () => clock.utcMs());
  const ask = async (request: unknown): Promise<SimReply> => {
    const bytes = await bus.request(SIM_CONTROL_SUBJECT, new TextEncoder().encode(JSON.stringify(request)), 1000);
    return Value.Parse(SimReplySchema, JSON.parse(new TextDecoder().decode(bytes)));
  };
  fleet.start();
  return { clock, fleet, ask, sent };
}

describe('the demo fleet', () => {
  it('stands on its pads, alive and disarmed', async () => {
    const { clock, ask, sent } = rig();
    clock.advance(10_000);
    const reply = await ask({ verb: 'query' });
    if (!reply.ok) throw new Error(reply.error);
    expect(reply.vehicles.map((vehicle) => [vehicle.system_id, vehicle.landed, vehicle.armed])).toEqual(
      [1, 2, 3, 4, 5, 6].map((id) => [id, true, false]),
    );
    expect(sent.length).toBeGreaterThan(100);
  });

  it('stops sending over a link that is cut, and charges what stands in its dock', async () => {
    const { clock, ask, sent, fleet } = rig();
    await ask({ verb: 'link', vehicle: null, faults: { cut: true } });
    sent.length = 0;
    clock.advance(300_000);
    expect(sent).toEqual([]);
    expect(fleet.members[4]?.vehicle.truth().battery_percent).toBeGreaterThan(36);
  });

  it('names the field of a wrong request', async () => {
    const { ask } = rig();
    const reply = await ask({ verb: 'battery', vehicle: 1, percent: 400 });
    expect(reply).toMatchObject({ ok: false });
  });

  it('makes incidents that have ids of their own', async () => {
    const { ask } = rig();
    const first = await ask({ verb: 'incident' });
    const second = await ask({ verb: 'incident' });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(first.incident?.external_id).not.toBe(second.incident?.external_id);
  });
});
