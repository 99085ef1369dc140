import type { CrewMessage, Point } from '@outrider/schema';
import type { NullableJson } from './column.js';

export interface ShareTable {
  agency_id: string;
  id: string;
  token_hash: Uint8Array;
  camera_id: string;
  flight_id: string | null;
  incident_id: string | null;
  label: string;
  made_by: string;
  made_by_name: string;
  created_at_utc_ms: number;
  expires_at_utc_ms: number;
  revoked_at_utc_ms: number | null;
}
export interface ShareViewTable {
  agency_id: string;
  id: string;
  share_id: string;
  address: string;
  user_agent: string;
  from_utc_ms: number;
  seen_utc_ms: number;
  to_utc_ms: number | null;
}
export interface MessageGatewayTable {
  agency_id: string;
  url: string | null;
  secret: string | null;
}
export interface MessageTable {
  agency_id: string;
  id: string;
  flight_id: string | null;
  aircraft_id: string | null;
  camera_id: string | null;
  incident_id: string | null;
  share_id: string | null;
  sender: string;
  text: string;
  pin: NullableJson<Point>;
  sent_at_utc_ms: number;
  state: CrewMessage['state'];
  answered_by: string | null;
  answered_at_utc_ms: number | null;
}
