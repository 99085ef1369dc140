import type { GatewayEvent } from '@outrider/schema';

export type GatewayEventKind = GatewayEvent['kind'];
export type EventOf<K extends GatewayEventKind> = Extract<GatewayEvent, { kind: K }>;
/** An event of a bound vehicle. */
export type OfAircraft<E extends GatewayEvent> = E & { agency_id: string; aircraft_id: string };
