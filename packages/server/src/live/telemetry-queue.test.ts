import { describe, expect, it } from 'vitest';
import { decodeTelemetryBatch, encodeTelemetryBatch } from '@outrider/core/vehicle';
import { telemetrySample } from '../testing/samples.js';
import { TelemetryQueue } from './telemetry-queue.js';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const batch = (at: number, ...aircraft: number[]): Uint8Array =>
  encodeTelemetryBatch(
    aircraft.map((n) => telemetrySample(id(n), at)),
    at,
  );

describe('telemetry of a console that is behind', () => {
  it('keeps the newest sample of each aircraft', () => {
    const queue = new TelemetryQueue();
    queue.merge(batch(1, 1, 2));
    queue.merge(batch(2, 2, 3));
    const { samples } = decodeTelemetryBatch(queue.flush()!);
    expect(samples.map((sample) => [sample.aircraft_id, sample.utc_ms])).toEqual([
      [id(1), 1],
      [id(2), 2],
      [id(3), 2],
    ]);
    expect(queue.flush()).toBeNull();
  });

  it('puts samples of an older, shorter form beside newer ones', () => {
    const queue = new TelemetryQueue();
    const older = batch(1, 1).slice(0, -4);
    const view = new DataView(older.buffer);
    view.setUint16(2, view.getUint16(2, true) - 4, true);
    queue.merge(older);
    queue.merge(batch(2, 2));
    const { samples } = decodeTelemetryBatch(queue.flush()!);
    expect(samples.map((sample) => [sample.aircraft_id, sample.utc_ms])).toEqual([
      [id(1), 1],
      [id(2), 2],
    ]);
  });

  it('passes a batch on as it is when nothing waits', () => {
    const queue = new TelemetryQueue();
    const one = batch(1, 1);
    expect(queue.flushWith(one)).toBe(one);
    queue.merge(batch(2, 2));
    expect(decodeTelemetryBatch(queue.flushWith(one)).samples).toHaveLength(2);
  });
});
