/** Gateways on other machines. */
import Type, { type Static } from 'typebox';
import { Id, Nullable, Strict, Text, UtcMs } from './primitives.js';

/** As `gateway.name` of the settings: one token of a bus subject. */
export const GatewayName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' });
/** https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth */
export const NatsUserKey = Type.String({ pattern: '^U[A-Z2-7]{55}$' });
/** A gateway on another machine, and the one agency that it serves. */
export const RemoteGateway = Strict({
  name: GatewayName,
  agency_id: Id,
  /** Short name of the agency. */
  agency: Text(60),
  /** Public half of its key on the NATS server. */
  public_key: NatsUserKey,
  added_at_utc_ms: UtcMs,
  revoked_at_utc_ms: Nullable(UtcMs),
  /** Announced itself within the last quarter of a minute. */
  heard: Type.Boolean(),
});
export type RemoteGateway = Static<typeof RemoteGateway>;
