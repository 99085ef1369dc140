import type { Lens } from '../vehicle/index.js';
import { freeRtpPort } from './rtp/index.js';

const WIDE: Omit<Lens, 'port'> = {
  stream_id: 1,
  name: 'Wide',
  width: 640,
  height: 360,
  frame_rate_hz: 30,
  bitrate_bps: 1_500_000,
  hfov_deg: 70,
  max_zoom: 8,
  thermal: false,
};
/** Nine pictures a second are what thermal cameras may be exported with. */
const THERMAL: Omit<Lens, 'port'> = {
  stream_id: 2,
  name: 'Thermal',
  width: 320,
  height: 256,
  frame_rate_hz: 9,
  bitrate_bps: 300_000,
  hfov_deg: 57,
  max_zoom: 1,
  thermal: true,
};

/** The lenses of a simulated camera, each with a pair of UDP ports that nobody has. Adds them to `taken`. */
export async function simulatedLenses(payloads: readonly string[], taken: Set<number>): Promise<Lens[]> {
  const lenses: Lens[] = [];
  for (const lens of payloads.includes('thermal') ? [WIDE, THERMAL] : [WIDE]) {
    const port = await freeRtpPort(taken);
    taken.add(port);
    lenses.push({ ...lens, port });
  }
  return lenses;
}
