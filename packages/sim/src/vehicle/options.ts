import type { Performance } from '@outrider/schema';
import type { LatLon } from '../geometry/index.js';
import type { BatteryOptions, Wind } from '../physics/index.js';
import type { Random } from '../random/index.js';
import type { GroundHeight } from '../town/index.js';
import type { Lens } from './mavlink/camera-head.js';

export interface VehicleOptions {
  system_id: number;
  performance: Performance;
  /** Where it stands. */
  start: LatLon;
  heading_deg: number;
  ground: GroundHeight;
  battery: Omit<BatteryOptions, 'capacity_wh'>;
  wind: Wind;
  random: Random;
  serial: string;
  /** Already running for some minutes when the simulation starts; false boots it from cold. */
  warm: boolean;
  /** Parameters that differ from the model's own set-up. */
  parameters: Readonly<Record<string, number>>;
  /** ArduPilot 4.5 or 4.7, which renamed some parameters; PX4 has one version here. */
  firmware: 'stable' | 'next';
  /** 32 bytes, or null for an aircraft that does not sign. */
  signing_key: Uint8Array | null;
  /** ArduPilot takes unsigned frames on its first channel, whatever the key. */
  enforce_signing: boolean;
  /** Share of the nominal stream rates that the link carries (PX4 scales its streams to the link's data rate). */
  stream_share: number;
  /** Of its camera; none means a camera without video streams. */
  lenses?: readonly Lens[];
  utcMs(): number;
  send(bytes: Uint8Array): void;
}
