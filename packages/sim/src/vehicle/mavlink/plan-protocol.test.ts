import { MAV_MISSION_RESULT } from '@outrider/protocol/mavlink';
import type { messages } from '@outrider/protocol/mavlink';
import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../flight/index.js';
import { PlanProtocol } from './plan-protocol.js';
import type { PlanRules } from './plan-protocol.js';

function rig(rules: Partial<PlanRules>) {
  const sent: { name: string; fields: Record<string, unknown> }[] = [];
  let stored: readonly PlanItem[] = [];
  const protocol = new PlanProtocol(
    {
      request: 'MISSION_REQUEST_INT',
      retry_ms: 250,
      give_up_ms: 5000,
      out_of_turn: 'drop',
      last_again: 'accept',
      max_items: 10,
      accept: () => MAV_MISSION_RESULT.ACCEPTED,
      store: (_kind, items) => {
        stored = items;
        return MAV_MISSION_RESULT.ACCEPTED;
      },
      listed: () => stored,
      clear: () => (stored = []),
      ...rules,
    },
    { send: (name, fields) => void sent.push({ name, fields: { ...fields } }) },
  );
  const count = (n: number, at_ms = 0): void =>
    protocol.count({ target_system: 1, target_component: 1, count: n, mission_type: 0, opaque_id: 0 }, 255, 190, at_ms);
  const item = (seq: number, at_ms = 0): void => {
    const where = { frame: 6, command: 16, x: 1, y: 2, z: 30, param1: 0, param2: 0, param3: 0, param4: 0 };
    const head = { target_system: 1, target_component: 1, current: 0, autocontinue: 1, mission_type: 0 };
    protocol.item({ ...head, ...where, seq } satisfies messages.MissionItemInt, 255, 190, at_ms);
  };
  return { sent, count, item, protocol, stored: () => stored, last: () => sent.at(-1) };
}
const ack = (type: number) => ({ name: 'MISSION_ACK', fields: expect.objectContaining({ type }) as unknown });

describe('the mission protocol of an autopilot', () => {
  it('asks for each item in turn, and again when it does not come', () => {
    const r = rig({});
    r.count(2);
    expect(r.last()?.fields['seq']).toBe(0);
    r.protocol.step(300);
    expect(r.sent).toHaveLength(2);
    r.item(0, 300);
    r.item(1, 310);
    expect(r.last()).toEqual(ack(MAV_MISSION_RESULT.ACCEPTED));
    expect(r.stored()).toHaveLength(2);
  });

  it('gives up on a ground station that has fallen silent', () => {
    const r = rig({});
    r.count(2);
    r.protocol.step(5200);
    expect(r.last()).toEqual(ack(MAV_MISSION_RESULT.OPERATION_CANCELLED));
    expect(r.stored()).toEqual([]);
  });

  it('says once more that it is done as PX4 does, and refuses what it did not ask for as ArduPilot does', () => {
    for (const [last_again, type] of [
      ['accept', MAV_MISSION_RESULT.ACCEPTED],
      ['refuse', MAV_MISSION_RESULT.ERROR],
    ] as const) {
      const r = rig({ last_again });
      r.count(1);
      r.item(0);
      r.sent.length = 0;
      r.item(0);
      expect(r.sent).toEqual([ack(type)]);
    }
  });

  it('drops or refuses an item out of turn, and more items than it can hold', () => {
    const drop = rig({});
    drop.count(3);
    drop.item(2);
    expect(drop.sent).toHaveLength(1);
    const refuse = rig({ out_of_turn: 'refuse' });
    refuse.count(3);
    refuse.item(2);
    expect(refuse.last()).toEqual(ack(MAV_MISSION_RESULT.INVALID_SEQUENCE));
    refuse.count(11);
    expect(refuse.last()).toEqual(ack(MAV_MISSION_RESULT.NO_SPACE));
  });
});
