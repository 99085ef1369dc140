/** What a link allows. Pure. */
import type { CameraStatus, SharedFeed, TelemetrySample } from '@outrider/schema';
import type { ShareFacts } from './facts.js';

/** True once nobody may look through it any more: revoked, expired, or the flight that it shows is over. */
export const hasEnded = (facts: ShareFacts, nowUtcMs: number): boolean =>
  facts.revoked || facts.expiresAtUtcMs <= nowUtcMs || (facts.scopedToFlight && facts.flight?.over !== false);

export interface Seen {
  status: CameraStatus | null;
  sample: TelemetrySample | null;
  /** The viewer is signed in as a member of the agency. */
  member: boolean;
  nowUtcMs: number;
}

/** What the page is told: only what outsiders may know. */
export function sharedFeed(facts: ShareFacts, seen: Seen): SharedFeed {
  return {
    label: facts.label,
    server_utc_ms: seen.nowUtcMs,
    expires_at_utc_ms: facts.expiresAtUtcMs,
    camera: cameraOf(facts, seen),
    aircraft: aircraftOf(facts, seen.sample),
    incident: incidentOf(facts, seen.member),
  };
}

function cameraOf({ camera, aircraft, sharesPosition }: ShareFacts, { status, sample }: Seen): SharedFeed['camera'] {
  const flying = sharesPosition ? sample : null;
  return {
    name: camera.name,
    state: status?.state ?? 'waiting',
    codec: status?.codec ?? null,
    horizontal_fov_deg: sample?.camera_hfov_deg ?? camera.horizontalFovDeg,
    heading_deg: aircraft ? bearingOf(flying) : (camera.place?.heading_deg ?? null),
    pitch_deg: aircraft ? (flying?.gimbal_pitch_deg ?? null) : (camera.place?.pitch_deg ?? null),
    place: camera.place?.position ?? null,
  };
}

/** Clockwise from true north; a gimbal tells its yaw against the nose, one that tells nothing looks ahead. */
function bearingOf(sample: TelemetrySample | null): number | null {
  const nose_deg = sample?.heading_deg ?? null;
  return nose_deg === null ? null : (((nose_deg + (sample?.gimbal_yaw_deg ?? 0)) % 360) + 360) % 360;
}

function aircraftOf(
  { aircraft, flight, sharesPosition }: ShareFacts,
  sample: TelemetrySample | null,
): SharedFeed['aircraft'] {
  if (!aircraft) return null;
  const shown = sharesPosition ? sample : null;
  const { latitude_deg = null, longitude_deg = null } = shown ?? {};
  return {
    name: aircraft.name,
    flight_state: flight?.state ?? null,
    position: latitude_deg === null || longitude_deg === null ? null : { latitude_deg, longitude_deg },
    height_above_takeoff_m: shown?.height_above_takeoff_m ?? null,
    heading_deg: shown?.heading_deg ?? null,
    position_utc_ms: shown?.utc_ms ?? null,
  };
}

const FOR_MEMBERS: ReadonlySet<string> = new Set(['sensitive', 'criminal_justice']);

function incidentOf({ incident }: ShareFacts, member: boolean): SharedFeed['incident'] {
  if (!incident || (FOR_MEMBERS.has(incident.sensitivity) && !member)) return null;
  const { type, address, position } = incident;
  return { type, address, position };
}
