// The page that watches. It asks for a session by the way its relay wants it, reads the number of each picture that is presented,
// and keeps when that was.
export const BITS = 10;
export const SQUARE_PX = 32;

export const PAGE = `<!doctype html><video id="video" muted autoplay playsinline width="640" height="360"></video>
<script type="module">
const { kind, buffer } = Object.fromEntries(new URLSearchParams(location.search));
const seen = (window.seen = { rows: [], startedMs: performance.now(), firstMs: null });
const pc = (window.pc = new RTCPeerConnection());
const canvas = new OffscreenCanvas(${BITS}, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });
const video = document.getElementById('video');
pc.ontrack = ({ track, receiver }) => {
  receiver.jitterBufferTarget = Number(buffer);
  video.srcObject = new MediaStream([track]);
};
function presented(now) {
  seen.firstMs ??= performance.now();
  context.drawImage(video, 0, 0, ${BITS * SQUARE_PX}, ${SQUARE_PX}, 0, 0, ${BITS}, 1);
  const { data } = context.getImageData(0, 0, ${BITS}, 1);
  let number = 0;
  for (let bit = 0; bit < ${BITS}; bit++) if (data[4 * bit] > 127) number += 2 ** bit;
  seen.rows.push([number, performance.timeOrigin + now]);
  video.requestVideoFrameCallback(presented);
}
video.requestVideoFrameCallback(presented);
const post = async (path, sdp) => (await fetch(path, { method: 'POST', body: sdp })).text();
if (kind === 'whep') {
  pc.addTransceiver('video', { direction: 'recvonly' });
  await pc.setLocalDescription();
  await pc.setRemoteDescription({ type: 'answer', sdp: await post('/offer', pc.localDescription.sdp) });
} else {
  await pc.setRemoteDescription({ type: 'offer', sdp: await post('/join', '') });
  await pc.setLocalDescription();
  await post('/answer', pc.localDescription.sdp);
}
</script>`;
