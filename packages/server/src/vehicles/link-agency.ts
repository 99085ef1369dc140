import type { VehicleStatus } from '@outrider/schema';
import type { Settings } from '@outrider/runtime';

/** Short name of the agency for which the settings set up a vehicle's link; null for a link of another machine's settings. */
export function agencyOfLink(settings: Settings, status: VehicleStatus): string | null {
  if (status.gateway !== settings.gateway.name) return null;
  return settings.gateway.links.find((link) => link.id === status.link_id)?.agency ?? null;
}
