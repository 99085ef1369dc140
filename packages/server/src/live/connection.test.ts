import type { WebSocket } from 'ws';
import { describe, expect, it } from 'vitest';
import type { LiveState } from '@outrider/schema';
import { encodeTelemetryBatch } from '@outrider/core/vehicle';
import { virtualClock } from '@outrider/runtime';
import { Connection } from './connection.js';
import { telemetrySample } from '../testing/samples.js';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function open() {
  const sent: (string | Uint8Array)[] = [];
  const closed: number[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (data: string | Uint8Array) => sent.push(data),
    close: (code: number) => closed.push(code),
    terminate: () => {},
  };
  const clock = virtualClock();
  const connection = new Connection(socket as unknown as WebSocket, {} as never, 'pilot', '::1', {
    flight: clock,
    machine: clock,
  });
  const texts = (): unknown[] =>
    sent.filter((data) => typeof data === 'string').map((text) => JSON.parse(text as string));
  return { socket, sent, closed, clock, connection, texts };
}

const state = { seq: 0, sites: [] } as unknown as LiveState;
const event = (changeSeq: number | null, name: string) => ({ changeSeq, tail: `"kind":"site","value":"${name}"}` });

describe('a console that opens', () => {
  it('gets the snapshot first, then what the rows did not hold yet', () => {
    const { connection, texts } = open();
    connection.sendEvent(event(4, 'in the rows'));
    connection.sendEvent(event(null, 'in the memory'));
    connection.sendEvent(event(6, 'newer'));
    connection.sendSnapshot(state, 5);
    connection.sendEvent(event(5, 'late, in the rows'));
    connection.sendEvent(event(null, 'next'));
    expect(texts()).toMatchObject([
      { type: 'snapshot', state: { seq: 0 } },
      { type: 'event', seq: 1, value: 'newer' },
      { type: 'event', seq: 2, value: 'next' },
    ]);
  });

  it('starts over with the number it has reached', () => {
    const { connection, texts } = open();
    connection.sendSnapshot(state, 0);
    connection.sendEvent(event(1, 'one'));
    connection.holdEvents();
    connection.sendEvent(event(9, 'held'));
    connection.sendSnapshot(state, 8);
    expect(texts().slice(2)).toMatchObject([
      { type: 'snapshot', state: { seq: 1 } },
      { type: 'event', seq: 2 },
    ]);
  });
});

describe('a console that falls behind', () => {
  it('gets the newest telemetry when it has caught up', () => {
    const { connection, socket, sent } = open();
    connection.sendSnapshot(state, 0);
    socket.bufferedAmount = 100_000;
    for (const at of [1, 2, 3]) connection.sendTelemetry(encodeTelemetryBatch([telemetrySample(id(1), at)], at));
    expect(sent).toHaveLength(1);
    socket.bufferedAmount = 0;
    connection.checkPace();
    expect(sent).toHaveLength(2);
  });

  it('is cut after two seconds', () => {
    const { connection, socket, clock, closed } = open();
    connection.sendSnapshot(state, 0);
    connection.checkPace();
    socket.bufferedAmount = 100_000;
    connection.checkPace();
    clock.advance(1_900);
    connection.checkPace();
    expect(closed).toEqual([]);
    clock.advance(200);
    connection.checkPace();
    expect(closed).toEqual([4408]);
  });

  it('is cut at once beyond a megabyte', () => {
    const { connection, socket, closed } = open();
    connection.sendSnapshot(state, 0);
    connection.checkPace();
    socket.bufferedAmount = 1_100_000;
    connection.checkPace();
    expect(closed).toEqual([4408]);
  });

  it('may take its time over a large snapshot', () => {
    const { connection, socket, closed } = open();
    const large = { ...state, sites: Array.from({ length: 30_000 }, () => 'x'.repeat(50)) } as unknown as LiveState;
    connection.sendSnapshot(large, 0);
    socket.bufferedAmount = 1_500_000;
    connection.checkPace();
    expect(closed).toEqual([]);
  });
});

describe('a console that sends too much', () => {
  it('is told apart; what hung on its way for a while may come at once', () => {
    const { connection, clock } = open();
    const admitted = (messages: number): number =>
      Array.from({ length: messages }, () => connection.admits()).filter(Boolean).length;
    expect(admitted(1200)).toBe(1000);
    clock.advance(1_000);
    expect(admitted(300)).toBe(250);
  });
});
