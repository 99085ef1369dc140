// The gateway as its process starts it, on a folder and bus of the benchmark, with every vehicle bound to an aircraft.
import { join } from 'node:path';
import { DEFAULT_POLICY } from './policy.mjs';
import { createLogger, createMetrics, localBus, systemClock } from '../../packages/runtime/dist/index.js';
import { telemetrySubject } from '../../packages/schema/dist/index.js';
import { startGateway } from '../../packages/gateway/dist/index.js';

const [folder, links, vehicles] = process.argv.slice(2);
const AGENCY = '00000000-0000-7000-8000-000000000000';
const PER_LINK = 250;
const logger = createLogger({ name: 'gateway', level: 'error', destination: process.stderr });
const metrics = createMetrics('gateway');
const bus = localBus({ socketPath: join(folder, 'bus.sock'), logger });

const settings = {
  gateway: {
    name: 'gateway',
    system_id: 255,
    component_id: 190,
    receive_buffer_bytes: 8_388_608,
    spool_max_mb: 256,
    links: Array.from({ length: Number(links) }, (_, index) => ({
      id: `link${index}`,
      kind: 'udp-in',
      host: '127.0.0.1',
      port: 0,
      agency: 'bench',
      simulated: true,
      signing: { required: false },
    })),
  },
};
const running = await startGateway({
  name: 'gateway',
  settings,
  instance: { data_dir: folder, ports: {} },
  clock: systemClock(),
  logger,
  metrics,
  bus,
});

await running.gateway.configure(
  Array.from({ length: Number(vehicles) }, (_, index) => ({
    vehicle_key: `gateway/link${Math.floor(index / PER_LINK)}/${(index % PER_LINK) + 1}`,
    agency_id: AGENCY,
    aircraft_id: `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
    aircraft_name: `Aircraft ${index}`,
    simulated: true,
    ...DEFAULT_POLICY,
    signing_key_hex: null,
  })),
);
let samples = 0;
bus.subscribe(telemetrySubject(AGENCY), (_subject, bytes) => {
  samples += new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
});

process.on('SIGTERM', () => process.exit());
process.on('message', async () => {
  const text = await metrics.text();
  const frames = [...text.matchAll(/^outrider_gateway_frames_total\{[^}]*\} (\d+)/gm)];
  process.send({
    frames: frames.reduce((sum, [, count]) => sum + Number(count), 0),
    samples,
  });
});
process.send({ ports: Object.values(running.ports) });
