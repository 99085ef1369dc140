/** The little of PIDF-LO (RFC 5491, RFC 5139) that a dispatcher needs: a point or circle, and the civic address as text. */
import type { IncidentLocation } from '@outrider/schema';

// Enough for any location object, and a bound for what a hostile feed can make us scan.
const MAX_LENGTH = 20_000;
const CIVIC = ['HNO', 'HNS', 'PRD', 'RD', 'A6', 'STS', 'POD', 'A3'];

/** A place from PIDF-LO text or from an object with latitude and longitude; null when no valid position is in it. */
export function parsePlace(value: unknown): IncidentLocation | null {
  if (typeof value === 'string') return value.length > MAX_LENGTH ? null : fromXml(value);
  if (typeof value !== 'object' || value === null) return null;
  const { latitude, longitude, uncertainty, address } = value as Record<string, unknown>;
  const uncertaintyM = typeof uncertainty === 'number' ? uncertainty : null;
  return place(
    Number(latitude ?? Number.NaN),
    Number(longitude ?? Number.NaN),
    uncertaintyM,
    typeof address === 'string' ? address : null,
  );
}

function fromXml(xml: string): IncidentLocation | null {
  const position = content(xml, 'pos')?.trim().split(/\s+/).map(Number);
  if (!position) return null;
  const radius = content(xml, 'radius');
  const words = CIVIC.flatMap((name) => content(xml, name)?.trim() || []);
  return place(
    position[0] ?? Number.NaN,
    position[1] ?? Number.NaN,
    radius === null ? null : Number(radius),
    words.join(' ') || null,
  );
}

/** Text of the first element with this local name, whatever its prefix. */
function content(xml: string, name: string): string | null {
  const found = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)</`).exec(xml);
  return found?.[1] ?? null;
}

function place(
  latitude: number,
  longitude: number,
  uncertaintyM: number | null,
  address: string | null,
): IncidentLocation | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  const known = uncertaintyM !== null && uncertaintyM >= 0 && uncertaintyM <= 100_000;
  return {
    latitude_deg: latitude,
    longitude_deg: longitude,
    uncertainty_m: known ? uncertaintyM : null,
    address: address?.slice(0, 300) ?? null,
  };
}
