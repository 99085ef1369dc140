import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import nodeDataChannel from 'node-datachannel';
import { CameraFeed } from '../camera.js';
import { MAX_VIEWERS_PER_CAMERA, freeUdpPort } from '../media.js';
import { Packetizer } from '../feed/index.js';
import { createLogger, systemClock } from '@outrider/runtime';
import { createSocket } from 'node:dgram';
import { HOST, MediaHarness, cameraId } from '../../test-support/harness.js';
import { WhepViewer } from './whep-viewer.js';

const KEYFRAME = [Uint8Array.of(0x67, 0x42, 0xe0, 0x1f, 1), Uint8Array.of(0x68, 1), new Uint8Array(3000).fill(0x65)];
const H264 = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

/** The offer of a viewer that speaks WebRTC as libdatachannel does; nobody need answer. */
async function offerOf(codec: 'h264' | 'vp8') {
  const connection = new nodeDataChannel.PeerConnection('viewer', {
    iceServers: [],
    bindAddress: HOST,
    disableAutoNegotiation: true,
  });
  const video = new nodeDataChannel.Video('0', 'RecvOnly');
  if (codec === 'h264') video.addH264Codec(96, H264);
  else video.addVP8Codec(96);
  const track = connection.addTrack(video);
  const gathered = new Promise<void>((resolve) => {
    connection.onGatheringStateChange((state) => state === 'complete' && resolve());
  });
  connection.setLocalDescription('offer');
  await gathered;
  // The relay waits for the viewer's call; its own could come before the answer was taken up.
  const sdp = connection.localDescription()!.sdp.replace(/^a=candidate.*\r\n/gm, '');
  return { connection, track, sdp };
}

describe('who cannot watch is told why', () => {
  let harness: MediaHarness;
  const ask = (n: number, offer_sdp: string, camera = 1) =>
    harness.media.watch({
      camera_id: cameraId(camera),
      viewer_id: `01990000-0000-7000-8000-000000000${String(400 + n)}`,
      view: 'watch',
      offer_sdp,
      holders: [],
    });

  beforeAll(async () => {
    harness = await MediaHarness.start();
    const port = await freeUdpPort(HOST);
    const camera = harness.camera(1, { kind: 'rtp', port, codec: 'h264' });
    await harness.media.configure({ cameras: [camera], recordings: [] });
    const socket = createSocket('udp4');
    for (const packet of new Packetizer('h264', 96, 1).packets(KEYFRAME, 0)) socket.send(packet, port, HOST);
    await harness.until('a picture', ([status]) => status?.codec === 'h264' && status.last_picture_utc_ms !== null);
    socket.close();
  });
  afterAll(async () => harness?.close());

  it('when the camera is not there, the codec not offered, or the offer none', async () => {
    const { sdp, connection } = await offerOf('h264');
    await expect(ask(1, sdp, 9)).rejects.toMatchObject({ code: 'not_found' });
    const vp8 = await offerOf('vp8');
    await expect(ask(1, vp8.sdp)).rejects.toMatchObject({ code: 'codec_not_offered' });
    await expect(ask(1, 'hello')).rejects.toMatchObject({ code: 'codec_not_offered' });
    const torn = sdp.replace(/^a=(fingerprint|ice-ufrag|ice-pwd).*\r\n/gm, '');
    await expect(ask(1, torn)).rejects.toMatchObject({ code: 'bad_offer' });
    connection.close();
    vp8.connection.close();
    expect(harness.media.statuses()[0]!.viewers).toBe(0);
  });

  it('when too many watch already; one that goes makes room', async () => {
    const { sdp, connection } = await offerOf('h264');
    for (let n = 0; n < MAX_VIEWERS_PER_CAMERA; n++) await ask(n, sdp);
    await expect(ask(MAX_VIEWERS_PER_CAMERA, sdp)).rejects.toMatchObject({ code: 'too_many_viewers' });
    harness.media.end({ sessions: ['01990000-0000-7000-8000-000000000400'] });
    await ask(MAX_VIEWERS_PER_CAMERA, sdp);
    connection.close();
  }, 60_000);
});

describe('a viewer that asks for a keyframe', () => {
  it('has it asked of the camera, though not more than twice a second', async () => {
    const harness = await MediaHarness.start();
    const clock = systemClock();
    const camera = new CameraFeed(harness.camera(1, { kind: 'whip' }), {
      settings: {
        host: HOST,
        webrtc_port: 0,
        rtmp_port: 0,
        ca_file: null,
        receive_buffer_bytes: 65_536,
        recording: { enabled: false, reserve_mb: 16 },
      },
      host: HOST,
      authorities: null,
      clock,
      logger: createLogger({ name: 'test', level: 'silent' }),
    });
    const askedMs: number[] = [];
    camera.publish({
      start() {},
      requestKeyframe: () => void askedMs.push(clock.monotonicMs()),
      close: async () => {},
    });
    const feed = camera.sourceContext().feed('h264');
    for (const packet of new Packetizer('h264', 96, 1).packets(KEYFRAME, 0)) feed.push(packet);
    const { connection, track, sdp } = await offerOf('h264');
    let packets = 0;
    track.setMediaHandler(new nodeDataChannel.RtcpReceivingSession());
    track.onMessage(() => (packets += 1));
    const viewer = new WhepViewer({
      feed,
      history: camera.history,
      offer: { mid: '0', payload_type: 96, parameters: H264 },
      offerSdp: sdp,
      pilot: true,
      clock,
      bindAddress: HOST,
      port: await freeUdpPort(HOST),
      onKeyframeWanted: () => camera.requestKeyframe(),
      onClosed: () => {},
    });
    connection.setRemoteDescription(await viewer.answer(), 'answer');
    for (let tries = 0; tries < 100 && packets === 0; tries++) await clock.sleep(50);
    expect(packets).toBeGreaterThan(0);
    for (let n = 0; n < 60; n++) {
      track.requestKeyframe();
      await clock.sleep(20);
    }
    expect(askedMs.length).toBeGreaterThanOrEqual(2);
    const steps = askedMs.slice(1).map((ms, index) => ms - askedMs[index]!);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(500);
    viewer.close();
    connection.close();
    await harness.close();
  }, 30_000);
});
