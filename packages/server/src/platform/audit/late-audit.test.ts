import { describe, expect, it } from 'vitest';
import { createLogger, createMetrics, virtualClock } from '@outrider/runtime';
import type { NewAuditEntry, Store } from '../database/index.js';
import { LateAudit } from './late-audit.js';

const entry = (action: string): NewAuditEntry => ({
  actor: 'ann',
  actor_id: null,
  action,
  object: null,
  outcome: 'ok',
  address: null,
  detail: {},
});

function lateAudit() {
  const written: { agency: string; action: string; at: number | undefined }[] = [];
  const failures: Error[] = [];
  const store = {
    async inAgency(agency: string, work: (transaction: unknown) => Promise<void>) {
      const failure = failures.shift();
      if (failure) throw failure;
      await work({ audit: (one: NewAuditEntry) => written.push({ agency, action: one.action, at: one.at_utc_ms }) });
    },
  } as unknown as Store;
  const clock = virtualClock(1_000);
  const metrics = createMetrics('test', { processMetrics: false });
  const audit = new LateAudit(store, clock, createLogger({ name: 'test', level: 'silent' }), metrics);
  return { audit, clock, written, failures, metrics };
}

describe('audit beside the answer', () => {
  it('waits while the database is away, and keeps order and time', async () => {
    const { audit, clock, written, failures } = lateAudit();
    failures.push(new Error('connect ECONNREFUSED'), new Error('connect ECONNREFUSED'));
    audit.add('a', entry('first'));
    clock.advance(500);
    audit.add('b', entry('second'));
    await clock.advanceAsync(3_000);
    expect(written).toEqual([
      { agency: 'a', action: 'first', at: 1_000 },
      { agency: 'b', action: 'second', at: 1_500 },
    ]);
  });

  it('gives up what the database refuses, counts it and goes on', async () => {
    const { audit, clock, written, failures, metrics } = lateAudit();
    failures.push(new Error('no such agency'));
    audit.add('a', entry('impossible'));
    await clock.advanceAsync(10);
    audit.add('a', entry('next'));
    await clock.advanceAsync(10);
    expect(written.map(({ action }) => action)).toEqual(['next']);
    expect(await metrics.text()).toContain('outrider_audit_lost_total{process="test"} 1');
  });
});
