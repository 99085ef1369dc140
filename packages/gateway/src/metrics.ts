import type { Metrics } from '@outrider/runtime';
import { readKernelDrops } from './links/index.js';
import type { MavlinkLink } from './mavlink/link.js';

const COUNTS = [
  ['frames', 'outrider_gateway_frames_total', 'MAVLink frames accepted.'],
  ['badCrc', 'outrider_gateway_bad_crc_total', 'Places that looked like a frame and failed the checksum.'],
  ['skippedBytes', 'outrider_gateway_skipped_bytes_total', 'Bytes that belong to no accepted frame.'],
  ['unknown', 'outrider_gateway_unknown_frames_total', 'Accepted frames of ids outside our definitions.'],
  ['incompatible', 'outrider_gateway_incompatible_frames_total', 'Frames with incompat flags that we do not know.'],
  ['unsigned', 'outrider_gateway_unsigned_frames_total', 'Frames dropped for a missing or wrong signature.'],
] as const;

/** Counters of the gateway; those of links are read from the scanners when somebody asks. */
export class GatewayMetrics {
  readonly spoolErrors;
  readonly actorErrors;
  readonly sticks;
  readonly loopDelay;

  constructor(metrics: Metrics, links: () => readonly MavlinkLink[]) {
    this.spoolErrors = metrics.counter('outrider_gateway_spool_errors_total', 'Events that could not be written.');
    this.actorErrors = metrics.counter('outrider_gateway_actor_errors_total', 'Ticks in which a vehicle actor failed.');
    this.sticks = metrics.counter('outrider_gateway_sticks_total', 'Stick frames by whether they counted.', ['taken']);
    this.loopDelay = metrics.histogram(
      'outrider_gateway_loop_delay_seconds',
      'How late the 20 ms loop came round.',
      [0.001, 0.005, 0.02, 0.05, 0.2, 1],
    );
    for (const [field, name, help] of COUNTS) {
      const counter = metrics.counter(name, help, ['link']);
      onCollect(counter, async () => {
        counter.reset();
        for (const link of links()) counter.inc({ link: link.id }, link.counters()[field]);
      });
    }
    const vehicles = metrics.gauge('outrider_gateway_vehicles', 'Vehicles heard since the start.', ['link']);
    onCollect(vehicles, async () => {
      for (const link of links()) vehicles.set({ link: link.id }, link.vehicles);
    });
    const drops = metrics.counter(
      'outrider_gateway_kernel_drops_total',
      'Datagrams that the system threw away because the receive buffer was full.',
      ['link'],
    );
    onCollect(drops, async () => {
      const byPort = await readKernelDrops();
      drops.reset();
      for (const link of links()) {
        const { port, settings } = link.link;
        if (port !== null && settings.kind === 'udp-in') drops.inc({ link: link.id }, byPort.get(port) ?? 0);
      }
    });
  }
}

/** prom-client calls `collect` before it reads a metric; its types leave it out of what its factories give back. */
function onCollect(metric: object, collect: () => Promise<void>): void {
  Object.assign(metric, { collect });
}
