import type { RecordsRequestState, RequestOutcome, RequestedMaterial } from '@outrider/schema';

export interface RecordsRequestTable {
  agency_id: string;
  id: string;
  number: string;
  requester: string;
  contact: string;
  subject: string;
  received_at_utc_ms: number;
  due_at_utc_ms: number | null;
  from_utc_ms: number | null;
  to_utc_ms: number | null;
  state: RecordsRequestState;
  created_by: string;
  created_at_utc_ms: number;
  answered_by: string | null;
  answered_at_utc_ms: number | null;
  answer_note: string | null;
}
export interface RecordsRequestItemTable {
  agency_id: string;
  id: string;
  request_id: string;
  flight_id: string;
  material: RequestedMaterial;
  redaction_id: string | null;
  outcome: RequestOutcome | null;
  reason: string | null;
  citation: string | null;
  decided_by: string | null;
  decided_at_utc_ms: number | null;
  manifest_sha256: string | null;
}
