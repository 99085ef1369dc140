import { MAV_MISSION_RESULT, MAV_MISSION_TYPE } from '@outrider/protocol/mavlink';
import type { messages, MessageInput } from '@outrider/protocol/mavlink';
import type { PlanItem, Plans } from '../flight/index.js';

export type PlanKind = keyof Plans;
const KINDS: Record<number, PlanKind> = {
  [MAV_MISSION_TYPE.MISSION]: 'mission',
  [MAV_MISSION_TYPE.FENCE]: 'fence',
  [MAV_MISSION_TYPE.RALLY]: 'rally',
};
const TYPES: Record<PlanKind, number> = { mission: 0, fence: 1, rally: 2 };

/** What differs between autopilots in the mission protocol. */
export interface PlanRules {
  /** MISSION_REQUEST (ArduPilot) or MISSION_REQUEST_INT (PX4) */
  request: 'MISSION_REQUEST' | 'MISSION_REQUEST_INT';
  retry_ms: number;
  give_up_ms: number;
  /** ArduPilot answers an item out of turn with INVALID_SEQUENCE, PX4 drops it. */
  out_of_turn: 'refuse' | 'drop';
  /**
   * The last item once more, because the ground station did not hear that it is done: PX4 says so again, ArduPilot answers ERROR
   * to any item that it is not waiting for.
   */
  last_again: 'accept' | 'refuse';
  max_items: number;
  /** MAV_MISSION_RESULT for one item as it comes in. */
  accept(kind: PlanKind, item: PlanItem): number;
  /** Items to keep; ArduPilot takes each at once, PX4 all or nothing. */
  store(kind: PlanKind, items: readonly PlanItem[]): number;
  /** Items as a download shows them. */
  listed(kind: PlanKind): readonly PlanItem[];
  clear(kind: PlanKind): void;
}

export interface PlanPort {
  send<N extends 'MISSION_REQUEST' | 'MISSION_REQUEST_INT' | 'MISSION_ACK' | 'MISSION_COUNT' | 'MISSION_ITEM_INT'>(
    name: N,
    fields: MessageInput<N>,
  ): void;
}

interface Upload {
  kind: PlanKind;
  count: number;
  items: PlanItem[];
  system: number;
  component: number;
  asked_ms: number;
  heard_ms: number;
}

/** The autopilot's side of the mission protocol, for missions, fences and rally points. */
export class PlanProtocol {
  readonly #rules: PlanRules;
  readonly #port: PlanPort;
  #upload: Upload | null = null;
  #finished: { kind: PlanKind; count: number; system: number } | null = null;

  constructor(rules: PlanRules, port: PlanPort) {
    this.#rules = rules;
    this.#port = port;
  }

  count(from: messages.MissionCount, system: number, component: number, now_ms: number): void {
    const kind = KINDS[from.mission_type];
    if (!kind) return this.#ack(MAV_MISSION_RESULT.UNSUPPORTED, from.mission_type, system, component);
    if (from.count > this.#rules.max_items) {
      return this.#ack(MAV_MISSION_RESULT.NO_SPACE, from.mission_type, system, component);
    }
    this.#upload = { kind, count: from.count, items: [], system, component, asked_ms: now_ms, heard_ms: now_ms };
    if (from.count === 0) this.#complete(this.#upload);
    else this.#ask(this.#upload, now_ms);
  }

  item(from: messages.MissionItemInt, system: number, component: number, now_ms: number): void {
    const upload = this.#upload;
    if (!upload || upload.system !== system || TYPES[upload.kind] !== from.mission_type) {
      return this.#unexpected(from, system, component);
    }
    upload.heard_ms = now_ms;
    if (from.seq !== upload.items.length) {
      if (this.#rules.out_of_turn === 'refuse') {
        this.#ack(MAV_MISSION_RESULT.INVALID_SEQUENCE, from.mission_type, system, component);
      }
      return;
    }
    const { frame, command, autocontinue, param1, param2, param3, param4, x, y, z } = from;
    const item = { frame, command, autocontinue, param1, param2, param3, param4, x, y, z };
    const verdict = this.#rules.accept(upload.kind, item);
    if (verdict !== MAV_MISSION_RESULT.ACCEPTED) {
      this.#upload = null;
      return this.#ack(verdict, from.mission_type, system, component);
    }
    upload.items.push(item);
    if (upload.items.length === upload.count) this.#complete(upload);
    else this.#ask(upload, now_ms);
  }

  requestList(from: messages.MissionRequestList, system: number, component: number): void {
    const kind = KINDS[from.mission_type];
    if (!kind) return this.#ack(MAV_MISSION_RESULT.UNSUPPORTED, from.mission_type, system, component);
    const count = this.#rules.listed(kind).length;
    const { mission_type } = from;
    this.#port.send('MISSION_COUNT', { target_system: system, target_component: component, count, mission_type });
  }

  request(from: messages.MissionRequestInt, system: number, component: number): void {
    const kind = KINDS[from.mission_type];
    const item = kind && this.#rules.listed(kind)[from.seq];
    if (!item) return this.#ack(MAV_MISSION_RESULT.INVALID_SEQUENCE, from.mission_type, system, component);
    const { seq, mission_type } = from;
    this.#port.send('MISSION_ITEM_INT', {
      ...item,
      target_system: system,
      target_component: component,
      seq,
      current: 0,
      mission_type,
    });
  }

  clearAll(from: messages.MissionClearAll, system: number, component: number): void {
    const kinds: PlanKind[] = from.mission_type === MAV_MISSION_TYPE.ALL ? ['mission', 'fence', 'rally'] : [];
    const kind = KINDS[from.mission_type];
    if (kind) kinds.push(kind);
    for (const each of kinds) this.#rules.clear(each);
    const verdict = kinds.length > 0 ? MAV_MISSION_RESULT.ACCEPTED : MAV_MISSION_RESULT.UNSUPPORTED;
    this.#ack(verdict, from.mission_type, system, component);
  }

  /** A ground station's own ACK during an upload cancels it. */
  acknowledged(from: messages.MissionAck): void {
    if (from.type !== MAV_MISSION_RESULT.ACCEPTED) this.#upload = null;
  }

  /** Asks again for a missing item; gives up when the ground station has fallen silent. */
  step(now_ms: number): void {
    const upload = this.#upload;
    if (!upload) return;
    if (now_ms - upload.heard_ms > this.#rules.give_up_ms) {
      this.#upload = null;
      this.#ack(MAV_MISSION_RESULT.OPERATION_CANCELLED, TYPES[upload.kind], upload.system, upload.component);
    } else if (now_ms - upload.asked_ms >= this.#rules.retry_ms) this.#ask(upload, now_ms);
  }

  #unexpected(from: messages.MissionItemInt, system: number, component: number): void {
    const done = this.#finished;
    const again = done?.system === system && TYPES[done.kind] === from.mission_type && from.seq === done.count - 1;
    if (this.#rules.last_again === 'refuse') this.#ack(MAV_MISSION_RESULT.ERROR, from.mission_type, system, component);
    else if (again) this.#ack(MAV_MISSION_RESULT.ACCEPTED, from.mission_type, system, component);
  }

  #complete(upload: Upload): void {
    this.#upload = null;
    const verdict = this.#rules.store(upload.kind, upload.items);
    const { kind, count, system } = upload;
    this.#finished = verdict === MAV_MISSION_RESULT.ACCEPTED ? { kind, count, system } : null;
    this.#ack(verdict, TYPES[upload.kind], upload.system, upload.component);
  }

  #ask(upload: Upload, now_ms: number): void {
    upload.asked_ms = now_ms;
    this.#port.send(this.#rules.request, {
      target_system: upload.system,
      target_component: upload.component,
      seq: upload.items.length,
      mission_type: TYPES[upload.kind],
    });
  }

  #ack(type: number, mission_type: number, target_system: number, target_component: number): void {
    this.#port.send('MISSION_ACK', { target_system, target_component, type, mission_type });
  }
}
