// Viewers in a process of their own. Arguments: their address, how the relay speaks (whep, janus), its address for that, how many. Says when all of them
// get packets; a message with seconds is answered with what came in that time.
import nodeDataChannel from 'node-datachannel';
import { sharedMs } from '../support/clock.mjs';
import { watchJanus } from '../support/janus.mjs';
import { pause } from '../support/processes.mjs';
import { watchWhep } from '../support/whep.mjs';
import { stampOf } from './stamp.mjs';

const [host, kind, url, count] = process.argv.slice(2);
const viewers = [];
let delays = null;

class Viewer {
  packets = 0;

  constructor() {
    this.connection = new nodeDataChannel.PeerConnection('viewer', {
      iceServers: [],
      bindAddress: host,
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    });
  }

  track(mid, payloadType) {
    const video = new nodeDataChannel.Video(mid, 'RecvOnly');
    video.addH264Codec(payloadType, 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f');
    const track = this.connection.addTrack(video);
    // It answers sender reports, by which a relay knows that somebody is there.
    this.handler = new nodeDataChannel.RtcpReceivingSession();
    track.setMediaHandler(this.handler);
    track.onMessage((packet) => this.#take(packet));
    this.kept = track;
  }

  #take(packet) {
    const type = packet[1] & 0x7f;
    if (type >= 64 && type < 96) return;
    this.packets += 1;
    const stamp = delays && stampOf(packet);
    if (stamp) delays.push(sharedMs() - stamp);
  }
}

const watch = { whep: watchWhep, janus: watchJanus }[kind];
for (let index = 0; index < Number(count); index++) {
  const viewer = new Viewer();
  viewers.push(viewer);
  await watch(viewer, url);
}
for (let waited = 0; viewers.some(({ packets }) => packets === 0); waited++) {
  if (waited > 100) throw new Error(`${viewers.filter(({ packets }) => packets === 0).length} viewers get nothing`);
  await pause(0.1);
}
process.send('all');
process.on('message', async (seconds) => {
  delays = [];
  const before = viewers.map(({ packets }) => packets);
  await pause(seconds);
  const packets = viewers.map((viewer, index) => viewer.packets - before[index]);
  process.send({ packets, delays });
  delays = null;
});
process.on('disconnect', () => process.exit(0));
