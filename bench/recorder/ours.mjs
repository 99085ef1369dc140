// Outrider's media process with one camera, recorded into a flight or not. Arguments: host, port for RTP, "record" or "watch".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Media, freeUdpPort } from '../../packages/media/dist/media.js';
import { createLogger, systemClock } from '../../packages/runtime/dist/index.js';

const [host, port, what] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
const ids = { camera_id: '01990000-0000-7000-8000-000000000101', agency_id: '01990000-0000-7000-8000-00000000000a' };
const flight = { flight_id: '01990000-0000-7000-8000-000000000001', created_at_utc_ms: Date.now() };

const media = new Media({
  settings: {
    host,
    webrtc_port: 0,
    rtmp_port: 0,
    ca_file: null,
    receive_buffer_bytes: 4_194_304,
    recording: { enabled: true, reserve_mb: 16 },
  },
  host,
  authorities: null,
  webrtcPort: await freeUdpPort(host),
  recordsDir: join(folder, 'records'),
  clock: systemClock(),
  logger: createLogger({ name: 'bench', level: 'warn' }),
});
const source = { kind: 'rtp', port: Number(port), codec: 'h264' };
await media.configure({
  cameras: [{ ...ids, name: 'Camera', source, publish_key: null }],
  recordings: what === 'record' ? [{ ...ids, ...flight }] : [],
});
// As the process itself does.
setInterval(() => media.statuses(), 1000);
process.send('listening');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('message', async () => {
  const recorded = join(folder, 'records', ids.agency_id, flight.flight_id);
  await media.close();
  const { readVideoIndex } = await import('../../packages/record/dist/video/index.js');
  const index = await readVideoIndex(recorded, ids.camera_id);
  const pictures = index?.segments.flatMap((segment) => segment.pictures).reduce((sum, count) => sum + count, 0) ?? 0;
  process.send({ pictures, bytes: index?.segments.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0 });
  process.disconnect();
  process.exit(0);
});
