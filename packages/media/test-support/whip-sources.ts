/** Sources that push by WHIP, and the address at which a test takes them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Media } from '../src/media.js';
import { HOST } from './harness.js';

export const sessionId = (n: number): string => `01990000-0000-7000-8000-0000000003${String(n).padStart(2, '0')}`;

/** A page that pushes a moving picture, and the WHIP endpoint beside it. @param through a port at which it finds us instead */
export async function serveWhip(
  media: Media,
  camera_id: string,
  { through = null }: { through?: number | null } = {},
): Promise<{ url: string; close(): void }> {
  let sessions = 0;
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html');
      return response.end(PAGE);
    }
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const offer = Buffer.concat(parts).toString();
      // The only way is through the port: what the source says of its own addresses is left out.
      const offer_sdp = through === null ? offer : offer.replace(/^a=candidate:.*\r\n/gm, '');
      const asked = media.publish({ camera_id, session_id: sessionId(sessions++), offer_sdp });
      asked.then(
        ({ answer_sdp }) =>
          response.writeHead(201, { 'content-type': 'application/sdp' }).end(leadThrough(answer_sdp, through)),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

const leadThrough = (sdp: string, port: number | null): string =>
  port === null ? sdp : sdp.replace(/^(a=candidate:(?:\S+ ){5})\d+/gm, `$1${port}`);

const PAGE = `<!doctype html><canvas id="canvas" width="640" height="360"></canvas><script type="module">
const context = canvas.getContext('2d');
let n = 0;
setInterval(() => {
  context.fillStyle = 'hsl(' + (n++ * 3) % 360 + ' 80% 50%)';
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = 'black';
  context.fillRect((n * 7) % 600, 100, 40, 160);
}, 33);
const pc = (window.pc = new RTCPeerConnection());
const sound = new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0];
pc.addTransceiver(sound, { direction: 'sendonly' });
const video = pc.addTransceiver(canvas.captureStream(30).getVideoTracks()[0], { direction: 'sendonly' });
const codecs = RTCRtpSender.getCapabilities('video').codecs;
if (!location.search.includes('vp8')) video.setCodecPreferences(codecs.filter(({ mimeType }) => /H264|rtx/i.test(mimeType)));
else video.setCodecPreferences(codecs.filter(({ mimeType }) => /VP8/i.test(mimeType)));
await pc.setLocalDescription();
const answer = await fetch('/', { method: 'POST', body: pc.localDescription.sdp });
if (answer.ok) await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
else window.failed = await answer.text();
</script>`;
