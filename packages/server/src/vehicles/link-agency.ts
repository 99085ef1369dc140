import type { GatewayHello, VehicleStatus } from '@outrider/schema';
import type { Settings } from '@outrider/runtime';

/** Short name of the agency for which the settings set up a vehicle's link; null for a link of another machine's settings. */
export function agencyOfLink(settings: Settings, status: VehicleStatus): string | null {
  if (status.gateway !== settings.gateway.name) return null;
  return settings.gateway.links.find((link) => link.id === status.link_id)?.agency ?? null;
}

/**
 * A gateway as one agency may see it. Links of this machine's settings are shown to their agency; another machine's gateway is
 * shown whole to an agency that has a vehicle there (`servesAgency`), since its links are not ours to know. Null: not shown. Pure.
 */
export function helloFor(
  hello: GatewayHello,
  settings: Settings,
  agencySlug: string,
  servesAgency: boolean,
): GatewayHello | null {
  if (hello.gateway !== settings.gateway.name) return servesAgency ? hello : null;
  const own = new Set(settings.gateway.links.filter((link) => link.agency === agencySlug).map((link) => link.id));
  const links = hello.links.filter((link) => own.has(link.id));
  return links.length > 0 || servesAgency ? { ...hello, links } : null;
}
