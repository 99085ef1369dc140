/**
 * The mission protocol: upload and download of missions, fences and rally points. An upload counts only after a download has
 * shown the same items, since ArduPilot does not take missions atomically and rounds, and an acknowledgement proves little.
 */
import type { messages } from '@outrider/protocol/mavlink';
import type { MissionItem } from './mission-items.js';
import type { MissionType } from './enums.js';
import type { Sender } from './sender.js';

const RESEND_MS = 1500;
const ITEM_RESEND_MS = 500;
const MAX_SENDINGS = 12;
/** After a NACK or an end that we did not see, PX4 is busy for up to 5 s; an exchange as a whole is bounded by that. */
const MAX_EXCHANGE_MS = 60_000;
export const MAX_ITEMS = 1000;
const ACK_ACCEPTED = 0;
/**
 * ArduPilot says so to an item that it has already, repeated because its next request was lost, and goes on asking for the one that
 * it wants: no end of the upload.
 */
const ACK_INVALID_SEQUENCE = 13;
const ACK_CANCELLED = 15;

export type TransferResult =
  | { ok: true; items: readonly MissionItem[] }
  /** `ack` is the MISSION_ACK type, null where the autopilot did not answer; `aborted` by us: it is not tried again. */
  | { ok: false; ack: number | null; aborted?: true };

interface Transfer {
  kind: 'upload' | 'download' | 'clear';
  type: MissionType;
  items: MissionItem[];
  /** Download: how many there are, null before MISSION_COUNT. */
  count: number | null;
  sendings: number;
  due_ms: number;
  started_ms: number;
  resend(): void;
  resend_every_ms: number;
  finish(result: TransferResult): void;
}

export class MissionProtocol {
  readonly #sender: Sender;
  #line: Transfer[] = [];

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  get busy(): boolean {
    return this.#line.length > 0;
  }

  /** Sends the items; resolves when the autopilot has acknowledged all of them. */
  upload(type: MissionType, items: readonly MissionItem[], nowMs: number): Promise<TransferResult> {
    return this.#begin('upload', type, items, nowMs);
  }

  download(type: MissionType, nowMs: number): Promise<TransferResult> {
    return this.#begin('download', type, [], nowMs);
  }

  clear(type: MissionType, nowMs: number): Promise<TransferResult> {
    return this.#begin('clear', type, [], nowMs);
  }

  onCount(message: messages.MissionCount, nowMs: number): void {
    const transfer = this.#current('download', message.mission_type);
    if (!transfer || transfer.count !== null) return;
    transfer.count = Math.min(message.count, MAX_ITEMS);
    if (transfer.count === 0) return this.#acknowledgeDownload(transfer);
    this.#requestNext(transfer, nowMs);
  }

  onItem(message: messages.MissionItemInt, nowMs: number): void {
    const transfer = this.#current('download', message.mission_type);
    // Items out of order are dropped; the missing one is asked for again.
    if (!transfer || transfer.count === null || message.seq !== transfer.items.length) return;
    const { frame, command, param1, param2, param3, param4, x, y, z } = message;
    transfer.items.push({ frame, command, params: [param1, param2, param3, param4], x, y, z });
    if (transfer.items.length >= transfer.count) this.#acknowledgeDownload(transfer);
    else this.#requestNext(transfer, nowMs);
  }

  /** MISSION_REQUEST_INT, or MISSION_REQUEST as ArduPilot sends it; both are answered with MISSION_ITEM_INT. */
  onRequest(message: messages.MissionRequestInt, nowMs: number): void {
    const transfer = this.#current('upload', message.mission_type);
    const item = transfer?.items[message.seq];
    if (!transfer || !item) return;
    const send = (): void => this.#sendItem(transfer, message.seq, item);
    this.#retryWith(transfer, send, RESEND_MS, nowMs);
    send();
  }

  onAck(message: messages.MissionAck): void {
    const transfer = this.#current(null, message.mission_type);
    if (!transfer || transfer.kind === 'download') {
      // A refused download is answered by an acknowledgement with an error.
      if (transfer && message.type !== ACK_ACCEPTED) this.#end(transfer, { ok: false, ack: message.type });
      return;
    }
    if (transfer.kind === 'upload' && message.type === ACK_INVALID_SEQUENCE) return;
    if (message.type === ACK_ACCEPTED) this.#end(transfer, { ok: true, items: transfer.items });
    else this.#end(transfer, { ok: false, ack: message.type });
  }

  tick(nowMs: number): void {
    const transfer = this.#line[0];
    if (!transfer || nowMs < transfer.due_ms) return;
    if (transfer.sendings >= MAX_SENDINGS || nowMs - transfer.started_ms > MAX_EXCHANGE_MS) {
      this.#cancel(transfer);
      return;
    }
    transfer.sendings += 1;
    transfer.due_ms = nowMs + transfer.resend_every_ms;
    transfer.resend();
  }

  /** Nothing more of what is going on is sent, and nothing of it is tried again. */
  abortAll(): void {
    while (this.#line[0]) this.#end(this.#line[0], { ok: false, ack: null, aborted: true });
  }

  #begin(
    kind: Transfer['kind'],
    type: MissionType,
    items: readonly MissionItem[],
    nowMs: number,
  ): Promise<TransferResult> {
    if (items.length > MAX_ITEMS) throw new RangeError(`${items.length} mission items; ${MAX_ITEMS} is the limit`);
    return new Promise((resolve) => {
      const transfer: Transfer = {
        kind,
        type,
        items: [...items],
        count: null,
        sendings: 0,
        due_ms: nowMs,
        started_ms: nowMs,
        resend: () => this.#open(transfer),
        resend_every_ms: RESEND_MS,
        finish: resolve,
      };
      this.#line.push(transfer);
      this.tick(nowMs);
    });
  }

  #open(transfer: Transfer): void {
    const target = this.#target(transfer);
    if (transfer.kind === 'upload') this.#sender.send('MISSION_COUNT', { ...target, count: transfer.items.length });
    else if (transfer.kind === 'download') this.#sender.send('MISSION_REQUEST_LIST', target);
    else this.#sender.send('MISSION_CLEAR_ALL', target);
  }

  #sendItem(transfer: Transfer, seq: number, item: MissionItem): void {
    const [param1, param2, param3, param4] = item.params;
    const { frame, command, x, y, z } = item;
    const plan = { seq, frame, command, current: seq === 0 ? 1 : 0, autocontinue: 1 };
    const fields = { ...this.#target(transfer), ...plan, param1, param2, param3, param4, x, y, z };
    this.#sender.send('MISSION_ITEM_INT', fields);
  }

  #requestNext(transfer: Transfer, nowMs: number): void {
    const seq = transfer.items.length;
    const send = (): void => {
      this.#sender.send('MISSION_REQUEST_INT', { ...this.#target(transfer), seq });
    };
    this.#retryWith(transfer, send, ITEM_RESEND_MS, nowMs);
    send();
  }

  #acknowledgeDownload(transfer: Transfer): void {
    this.#sender.send('MISSION_ACK', { ...this.#target(transfer), type: ACK_ACCEPTED });
    this.#end(transfer, { ok: true, items: transfer.items });
  }

  #retryWith(transfer: Transfer, resend: () => void, everyMs: number, nowMs: number): void {
    transfer.resend = resend;
    transfer.resend_every_ms = everyMs;
    transfer.sendings = 1;
    transfer.due_ms = nowMs + everyMs;
  }

  #cancel(transfer: Transfer): void {
    this.#sender.send('MISSION_ACK', { ...this.#target(transfer), type: ACK_CANCELLED });
    this.#end(transfer, { ok: false, ack: null });
  }

  #end(transfer: Transfer, result: TransferResult): void {
    this.#line = this.#line.filter((each) => each !== transfer);
    transfer.finish(result);
  }

  #current(kind: Transfer['kind'] | null, type: number): Transfer | null {
    const transfer = this.#line[0];
    if (!transfer || transfer.type !== type || transfer.sendings === 0) return null;
    return kind === null || transfer.kind === kind ? transfer : null;
  }

  #target(transfer: Transfer): { target_system: number; target_component: number; mission_type: number } {
    const { target_system, target_component } = this.#sender;
    return { target_system, target_component, mission_type: transfer.type };
  }
}

/** MAV_MISSION_RESULT in words. */
export function describeMissionAck(ack: number | null): string {
  const words: Record<number, string> = {
    1: 'the autopilot does not take plans now',
    2: 'a coordinate frame is not supported',
    3: 'a command in it is not supported',
    4: 'there is no room for so many items',
    5: 'an item has an invalid value',
    13: 'items came out of order',
    14: 'the autopilot denied it',
    15: 'it was cancelled',
  };
  if (ack === null) return 'the autopilot did not answer';
  return words[ack] ?? (ack >= 6 && ack <= 12 ? 'an item has an invalid value' : `result ${ack}`);
}
