import type { CommandState, GatewayCommand } from '@outrider/schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandLedger } from './ledger.js';
import { advance, isSettled, newCommand } from './lifecycle.js';
import type { CommandStep } from './lifecycle.js';
import { MAX_RETRIES, afterInProgress, afterSending, firstTry, retryStep } from './retry.js';

const request = (over: Partial<GatewayCommand> = {}): GatewayCommand => ({
  command_id: 'c1',
  agency_id: 'agency',
  aircraft_id: 'aircraft',
  flight_id: null,
  action: { kind: 'take_off', height_above_takeoff_m: 30 },
  issued_by: 'user',
  issued_at_utc_ms: 1000,
  expires_in_ms: 2000,
  ...over,
});

describe('command ledger', () => {
  it('runs an id once and answers a repeat with the outcome so far', () => {
    const ledger = new CommandLedger();
    expect(ledger.admit(request(), 'user', 1100).kind).toBe('new');
    ledger.advance('c1', { state: 'done' }, 1200);
    const again = ledger.admit(request({ issued_at_utc_ms: 9000 }), 'user', 9100);
    expect(again).toMatchObject({ kind: 'repeat', command: { state: 'done' } });
  });

  it('refuses an id that was used for another intent', () => {
    const ledger = new CommandLedger();
    ledger.admit(request(), 'user', 1100);
    expect(ledger.admit(request({ action: { kind: 'land' } }), 'user', 1100).kind).toBe('reused_id');
    expect(ledger.admit(request({ aircraft_id: 'other' }), 'user', 1100).kind).toBe('reused_id');
  });

  it('never runs what came too late, not even later', () => {
    const ledger = new CommandLedger();
    expect(ledger.admit(request(), 'user', 3001)).toMatchObject({
      kind: 'expired',
      command: { state: 'failed', error_code: 'command_expired' },
    });
    expect(ledger.admit(request({ issued_at_utc_ms: 3000 }), 'user', 3001).kind).toBe('repeat');
  });

  it('after a restart knows the ids, and names those whose outcome is open', () => {
    const before = new CommandLedger();
    before.admit(request(), 'user', 1100);
    const open = before.get('c1')!;
    const after = new CommandLedger();
    expect(after.restore([open])).toEqual([open]);
    expect(after.admit(request(), 'user', 1200).kind).toBe('repeat');
  });

  it('stays bounded, and forgets the oldest settled ones first', () => {
    const ledger = new CommandLedger(10);
    for (let index = 0; index < 100; index++) {
      ledger.admit(request({ command_id: `c${index}` }), 'user', 1100);
      if (index > 0) ledger.advance(`c${index}`, { state: 'done' }, 1100);
    }
    expect(ledger.size).toBe(10);
    expect(ledger.get('c0')).not.toBeNull();
    expect(ledger.get('c99')).not.toBeNull();
  });
});

describe('command lifecycle', () => {
  it('in any order of events only goes forward, and its end stays', () => {
    const states: CommandStep['state'][] = ['sent', 'acknowledged', 'done', 'failed', 'timed_out'];
    const order: CommandState[] = ['requested', 'sent', 'acknowledged'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { maxLength: 12 }), (steps) => {
        let command = newCommand(request(), 'user', 0);
        for (const state of steps) {
          const next = advance(command, { state }, 1);
          if (isSettled(command)) expect(next).toBeNull();
          if (next && !isSettled(next)) expect(order.indexOf(next.state)).toBeGreaterThan(order.indexOf(command.state));
          command = next ?? command;
        }
      }),
    );
  });
});

describe('retries', () => {
  it('sends after 500 ms, three more times, then gives up', () => {
    let state = firstTry(0);
    const sentAt: number[] = [];
    let now = 0;
    for (; retryStep(state, now) !== 'give_up'; now += 10) {
      if (retryStep(state, now) === 'send') {
        sentAt.push(now);
        state = afterSending(state, now);
      }
    }
    expect(sentAt).toEqual([0, 500, 1000, 1500]);
    expect(sentAt).toHaveLength(MAX_RETRIES + 1);
    expect(now).toBe(2000);
  });

  it('waits at least three seconds after IN_PROGRESS and does not send again', () => {
    const state = afterInProgress(afterSending(firstTry(0), 0), 400);
    expect(retryStep(state, 3399)).toBe('wait');
    expect(retryStep(state, 3400)).toBe('give_up');
  });
});
