// A camera: 720p30 H.264 at 2.5 Mbit/s. The last bytes of each packet tell when it left. Arguments: host, port.
import { encode, sendPictures } from '../support/camera-stream.mjs';
import { sharedMs } from '../support/clock.mjs';
import { STAMP_BYTES } from './stamp.mjs';

const RATE_HZ = 30;
const [host, port] = process.argv.slice(2);

/** Noise makes pictures as large as those of a real camera. */
const filter = `testsrc2=size=1280x720:rate=${RATE_HZ}:duration=10,noise=alls=12:allf=t`;
const pictures = encode(['-f', 'lavfi', '-i', filter], { rate_hz: RATE_HZ, kbps: 2500 });

function stamp(packets) {
  const now = sharedMs();
  for (const packet of packets) {
    if (packet.length < 12 + 4 * STAMP_BYTES) continue;
    Buffer.from(packet.buffer, packet.byteOffset, packet.length).writeDoubleBE(now, packet.length - STAMP_BYTES);
  }
}

sendPictures(pictures, { host, port: Number(port), rate_hz: RATE_HZ, beforeSend: stamp });
const bytes = pictures.flat().reduce((sum, nal) => sum + nal.length, 0);
process.send({ mbps: (8 * bytes * RATE_HZ) / pictures.length / 1e6 });
process.on('disconnect', () => process.exit(0));
