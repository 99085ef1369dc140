/** Fixed places in the drawing order, so that layers added at any time stand where they belong. */
import type { Map as MapLibreMap } from 'maplibre-gl';

export const SLOTS = ['volumes', 'routes', 'places', 'aircraft'] as const;
export type Slot = (typeof SLOTS)[number];
export const slotId = (slot: Slot): string => `slot-${slot}`;

export function addSlots(map: MapLibreMap): void {
  for (const slot of SLOTS) {
    if (map.getLayer(slotId(slot))) continue;
    map.addLayer({ id: slotId(slot), type: 'background', layout: { visibility: 'none' } });
  }
}
