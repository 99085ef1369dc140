import type { AgencyPublicKey, CheckpointTarget, FlightRecordState, LogLeaf } from '@outrider/schema';
import type { Json, NullableJson } from './column.js';

export interface AgencyKeyTable {
  agency_id: string;
  key_id: string;
  verifier_key: string;
  private_key_locked: Uint8Array;
  from_utc_ms: number;
  until_utc_ms: number | null;
  succession: NullableJson<NonNullable<AgencyPublicKey['succession']>>;
}
export interface LogHeadTable {
  agency_id: string;
  size: number;
  /** Roots of the whole subtrees, 32 bytes each, largest first. */
  subtrees: Uint8Array;
}
export interface LogLeafTable {
  agency_id: string;
  index: number;
  leaf: Json<LogLeaf>;
  leaf_hash: Uint8Array;
}
export interface CheckpointTable {
  agency_id: string;
  size: number;
  note: string;
  created_at_utc_ms: number;
}
export interface CheckpointTargetTable {
  agency_id: string;
  kind: CheckpointTarget['kind'];
  /** Empty for the folder; for mail the address. */
  url: string;
  delivered_size: number;
  delivered_at_utc_ms: number | null;
  failure: string | null;
  failures: number;
  next_try_at_utc_ms: number;
}
export interface FlightRecordTable {
  agency_id: string;
  flight_id: string;
  state: Exclude<FlightRecordState['state'], 'none'>;
  detail: string | null;
  sealed_at_utc_ms: number | null;
  incomplete_reason: string | null;
  manifest_sha256: string | null;
  key_id: string | null;
  log_index: number | null;
}
export interface EvidenceCursorTable {
  agency_id: string;
  event_seq: number;
}
/** Tokens of time-stamping authorities (RFC 3161), DER. */
export interface CheckpointTimestampTable {
  agency_id: string;
  size: number;
  url: string;
  token: Uint8Array;
}
