// Outrider's media process with one camera and an address for WHEP. Arguments: host, port for RTP.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Media, freeUdpPort } from '../../packages/media/dist/media.js';
import { createLogger, systemClock } from '../../packages/runtime/dist/index.js';

const [host, port] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
const camera_id = '01990000-0000-7000-8000-000000000101';
const source = { kind: 'rtp', port: Number(port), codec: 'h264' };

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
const agency_id = '01990000-0000-7000-8000-00000000000a';
const camera = { camera_id, agency_id, name: 'Camera', source, publish_key: null };
await media.configure({ cameras: [camera], recordings: [] });
// As the process itself does.
setInterval(() => media.statuses(), 1000);

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const view = new URL(request.url, 'http://relay').searchParams.get('view') ?? 'watch';
  response.setHeader('access-control-allow-origin', '*');
  try {
    const offer_sdp = Buffer.concat(parts).toString();
    const { answer_sdp } = await media.watch({ camera_id, viewer_id: randomUUID(), view, offer_sdp, holders: [] });
    response.end(answer_sdp);
  } catch (error) {
    response.writeHead(500).end(error.message);
  }
});
server.listen(0, host, () => process.send({ url: `http://${host}:${server.address().port}/whep` }));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit(0));
