/** A media process in this one, real sources that feed it, and a browser that watches it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CameraStatus, MediaCamera, ViewKind } from '@outrider/schema';
import { createLogger, systemClock } from '@outrider/runtime';
import { Media, freeUdpPort } from '../src/media.js';

export const AGENCY = '01990000-0000-7000-8000-00000000000a';
/** Who holds every view of `serveViewer`. */
export const HOLDER = 'session-of-the-viewer';
export const HOST = '127.0.0.1';
export const cameraId = (n: number): string => `01990000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;

export class MediaHarness {
  readonly folder = mkdtempSync(join(tmpdir(), 'outrider-media-'));
  readonly media: Media;
  readonly #children: ChildProcess[] = [];
  readonly #lines: string[] = [];

  private constructor(
    readonly webrtcPort: number,
    authorities: string[] | null,
  ) {
    this.media = new Media({
      settings: {
        host: HOST,
        webrtc_port: webrtcPort,
        rtmp_port: 0,
        ca_file: null,
        receive_buffer_bytes: 4_194_304,
        recording: { enabled: true, reserve_mb: 16 },
      },
      host: HOST,
      authorities,
      webrtcPort,
      recordsDir: join(this.folder, 'records'),
      clock: systemClock(),
      logger: createLogger({
        name: 'test',
        level: 'debug',
        destination: { write: (line) => void this.#lines.push(line) },
      }),
    });
  }

  /** @param authorities certificates that count, PEM; null: those of the system */
  static async start(authorities: string[] | null = null): Promise<MediaHarness> {
    return new MediaHarness(await freeUdpPort(HOST), authorities);
  }

  /** Everything that the process has logged. */
  logged(): string {
    return this.#lines.join('');
  }

  camera(n: number, source: MediaCamera['source'], publish_key: string | null = null): MediaCamera {
    return { camera_id: cameraId(n), agency_id: AGENCY, name: `Camera ${n}`, source, publish_key };
  }

  /** ffmpeg's test picture, pushed as the arguments say, in real time and without end. */
  ffmpeg(output: readonly string[], { codec = 'libx264', size = '640x360', rate = 30 } = {}): ChildProcess {
    const encoder =
      codec === 'libx264'
        ? [
            '-c:v',
            'libx264',
            '-preset',
            'ultrafast',
            '-tune',
            'zerolatency',
            '-profile:v',
            'baseline',
            '-g',
            String(rate),
          ]
        : [
            '-c:v',
            codec,
            '-preset',
            'ultrafast',
            '-tune',
            'zerolatency',
            '-x265-params',
            `keyint=${rate}:log-level=none`,
          ];
    const input = ['-re', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}`];
    const child = spawn(
      'ffmpeg',
      ['-hide_banner', '-loglevel', 'error', ...input, ...encoder, '-pix_fmt', 'yuv420p', ...output],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    this.#children.push(child);
    return child;
  }

  keep(child: ChildProcess): ChildProcess {
    this.#children.push(child);
    return child;
  }

  async until(what: string, test: (statuses: CameraStatus[]) => boolean, withinMs = 20_000): Promise<CameraStatus[]> {
    const end = Date.now() + withinMs;
    for (;;) {
      const statuses = this.media.statuses();
      if (test(statuses)) return statuses;
      if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}; ${JSON.stringify(statuses)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async close(): Promise<void> {
    for (const child of this.#children) await stop(child);
    await this.media.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

let viewers = 0;

/**
 * A page that watches a camera by WHEP, on an address of its own; `window.pc` and `window.video` are there to be asked.
 * @param link answers the port of a network that lies before a port of the relay's
 */
export async function serveViewer(
  media: Media,
  camera_id: string,
  view: ViewKind,
  link: ((port: number) => Promise<number>) | null = null,
): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html');
      return response.end(PAGE);
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const viewer_id = `01990000-0000-7000-8000-0000000002${String(viewers++).padStart(2, '0')}`;
      const offer = Buffer.concat(parts).toString();
      // Without the browser's own addresses nothing goes past the link.
      const offer_sdp = link ? offer.replace(/^a=candidate.*\r\n/gm, '') : offer;
      const asked = media.watch({ camera_id, viewer_id, view, offer_sdp, holders: [HOLDER] });
      asked
        .then(async ({ answer_sdp }) => (link ? throughLink(answer_sdp, link) : answer_sdp))
        .then(
          (answer_sdp) => response.end(answer_sdp),
          (error: Error) => response.writeHead(500).end(error.message),
        );
    });
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

async function throughLink(sdp: string, link: (port: number) => Promise<number>): Promise<string> {
  const candidate = /^(a=candidate:(?:\S+ ){5})(\d+)/m;
  const port = await link(Number(candidate.exec(sdp)![2]));
  return sdp.replace(candidate, `$1${port}`);
}

const PAGE = `<!doctype html><video id="video" muted autoplay playsinline></video><script type="module">
const pc = (window.pc = new RTCPeerConnection());
const clock = pc.createDataChannel('clock');
clock.onmessage = ({ data }) => (window.clock = JSON.parse(data));
clock.onopen = () => setInterval(() => clock.send(String(Date.now())), 200);
pc.addTransceiver('video', { direction: 'recvonly' });
pc.ontrack = ({ streams, track }) => (window.video.srcObject = streams[0] ?? new MediaStream([track]));
await pc.setLocalDescription();
const answer = await fetch('/', { method: 'POST', body: pc.localDescription.sdp });
if (answer.ok) await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
else window.failed = await answer.text();
</script>`;
