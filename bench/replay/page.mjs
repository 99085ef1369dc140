// Serves the recording by ranges, and a page that seeks in it: with the console's own player, or a plain <video> on one MP4.
import { createReadStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { rangeOf } from '../../packages/server/dist/flights/video/file-range.js';

const PLAYER = fileURLToPath(new URL('../../packages/console/src/flights/replay/video/player.ts', import.meta.url));
const PAGE = `<!doctype html><video id="video" muted playsinline width="1280" height="720"></video><script type="module">
import { RecordedVideo } from './player.js';
const video = document.getElementById('video');
const problems = (window.problems = []);
async function fetchBytes(name, start, end, signal) {
  const answer = await fetch('/segments/' + name, { signal, headers: { range: 'bytes=' + start + '-' + end } });
  return answer.arrayBuffer();
}
let seek;
if (location.pathname === '/ours') {
  const index = await (await fetch('/index.json')).json();
  const recorded = new RecordedVideo(video, index, fetchBytes, (error) => problems.push(String(error)));
  seek = (position_s) => recorded.seek(position_s);
} else {
  video.src = '/plain.mp4';
  seek = (position_s) => (video.currentTime = position_s + 0.001);
}
// From asking for a time until the browser presents the picture of that time.
window.seekTo = (position_s, picture_s) => new Promise((resolve, reject) => {
  const asked = performance.now();
  const late = setTimeout(() => reject(new Error('no picture at ' + position_s + ' s')), 20_000);
  const presented = (_now, { mediaTime, expectedDisplayTime }) => {
    if (Math.abs(mediaTime - position_s) > picture_s / 2) return void video.requestVideoFrameCallback(presented);
    clearTimeout(late);
    resolve(Math.max(expectedDisplayTime, performance.now()) - asked);
  };
  video.requestVideoFrameCallback(presented);
  seek(position_s);
});
window.ready = true;
</script>`;

/** @returns address of the server, and how to end it */
export async function servePages({ index, segments, plain }) {
  const built = await build({
    logLevel: 'silent',
    configFile: false,
    build: { write: false, minify: false, lib: { entry: PLAYER, formats: ['es'], fileName: 'player' } },
  });
  const script = [built].flat()[0].output[0].code;
  const texts = {
    '/ours': ['text/html', PAGE],
    '/peer': ['text/html', PAGE],
    '/player.js': ['text/javascript', script],
    '/index.json': ['application/json', JSON.stringify(index)],
  };
  const server = createServer((request, response) => {
    const text = texts[request.url];
    if (text) return response.setHeader('content-type', text[0]).end(text[1]);
    if (request.url === '/plain.mp4') return sendPart(plain, request, response);
    if (request.url.startsWith('/segments/')) return sendPart(join(segments, basename(request.url)), request, response);
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

function sendPart(path, request, response) {
  const { size } = statSync(path);
  const range = rangeOf(request.headers.range, size);
  if (range === 'none') return response.writeHead(416).end();
  const [start, end] = range === 'whole' ? [0, size - 1] : [range.start, range.end];
  response.writeHead(range === 'whole' ? 200 : 206, {
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  });
  const body = createReadStream(path, { start, end });
  response.on('close', () => body.destroy());
  body.pipe(response);
}
