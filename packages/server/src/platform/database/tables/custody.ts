import type { CustodyKind, RetentionPolicy } from '@outrider/schema';
import type { Json } from './column.js';

export interface CustodyEventTable {
  agency_id: string;
  log_index: number;
  flight_id: string;
  number: number | null;
  kind: CustodyKind;
  at_utc_ms: number;
  by_id: string | null;
  by_name: string | null;
  text: string;
  detail: Json<Record<string, unknown>>;
}
export interface RecordHoldTable {
  agency_id: string;
  id: string;
  flight_id: string;
  reason: string;
  set_by: string;
  set_at_utc_ms: number;
  until_utc_ms: number | null;
  lifted_at_utc_ms: number | null;
  lifted_by: string | null;
  lift_reason: string | null;
}
export interface RecordKeepingTable {
  agency_id: string;
  flight_id: string;
  case_number: string | null;
  video_deleted_at_utc_ms: number | null;
  video_deleted_files: number | null;
  telemetry_deleted_at_utc_ms: number | null;
  telemetry_deleted_files: number | null;
}
export interface RetentionPolicyTable {
  agency_id: string;
  policy: Json<RetentionPolicy>;
  changed_at_utc_ms: number;
  changed_by: string;
}
