import { telemetrySubject } from '@outrider/schema';
import { encodeTelemetryBatch } from '@outrider/core/vehicle';
import { createLogger, inProcessBus, virtualClock } from '@outrider/runtime';
import { afterEach, expect, it } from 'vitest';
import type { GatewayDirectory } from '../gateways/directory.js';
import { telemetrySample } from '../testing/samples.js';
import { Vehicles } from './vehicles.js';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [OURS, THEIRS] = [id(90), id(91)];
const delivered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const bus = inProcessBus();
const directory = { onChange: () => () => {}, admission: () => null } as unknown as GatewayDirectory;
const logger = createLogger({ name: 'test', level: 'silent', destination: process.stderr });
const vehicles = new Vehicles({ bus, clock: virtualClock(), logger, directory });
vehicles.setBindings(new Map([1, 2].map((n) => [`gateway/demo/${n}`, { agencyId: OURS, aircraftId: id(n) }] as const)));
vehicles.start();
afterEach(() => vehicles.close());

it('answers the newest telemetry of each aircraft of the agency that it came for, whatever becomes of the bytes', async () => {
  const publish = async (agencyId: string, samples: ReturnType<typeof telemetrySample>[]): Promise<void> => {
    const bytes = encodeTelemetryBatch(samples, 1000);
    bus.publish(telemetrySubject(agencyId), bytes);
    await delivered();
    bytes.fill(0);
  };
  const first = [1, 2, 3].map((n) => telemetrySample(id(n), 10));
  await publish(OURS, first);
  const newer = { ...telemetrySample(id(2), 20), battery_percent: 71.5 };
  await publish(OURS, [newer]);
  await publish(THEIRS, [telemetrySample(id(1), 30)]);
  expect([1, 2, 3].map((n) => vehicles.sampleOf(id(n)))).toEqual([first[0], newer, null]);
});
