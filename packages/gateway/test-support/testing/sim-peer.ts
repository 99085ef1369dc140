/** A simulated aircraft over a real socket, in real time. */
import { createSocket } from 'node:dgram';
import { systemClock } from '@outrider/runtime';
import { SimulatedVehicle } from '@outrider/sim';
import type { Dialect } from '@outrider/sim';
import { Wind } from '@outrider/sim/physics';
import { seededRandom } from '@outrider/sim/random';
import { HOME_POINT } from '../peer.js';
import { PERFORMANCE } from './flown.js';

export interface SimPeer {
  vehicle: SimulatedVehicle;
  close(): void;
}

/** @param parameters that differ from what such an autopilot has at first */
export async function simPeer(
  dialect: Dialect,
  port: number,
  parameters: Record<string, number> = {},
): Promise<SimPeer> {
  const clock = systemClock();
  const random = seededRandom(1);
  const { latitude_deg, longitude_deg, altitude_amsl_m } = HOME_POINT;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const vehicle = new SimulatedVehicle(dialect, {
    system_id: 1, performance: PERFORMANCE, start: { latitude_deg, longitude_deg }, heading_deg: 0, ground: () => altitude_amsl_m,
    battery: { percent: 100, charging: false }, wind: new Wind(random.fork('wind'), 2, 280), random, serial: 'TEST1',
    firmware: 'stable', warm: true, parameters, lenses: [], signing_key: null, enforce_signing: false, stream_share: 1,
    utcMs: () => clock.utcMs(), send: (bytes) => socket.send(bytes, port, '127.0.0.1'),
  }, clock); // prettier-ignore
  socket.on('message', (bytes) => vehicle.receive(bytes));
  vehicle.start();
  return {
    vehicle,
    close: () => {
      vehicle.close();
      socket.close();
    },
  };
}
