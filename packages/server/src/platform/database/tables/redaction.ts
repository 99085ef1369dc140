import type { RedactionPlan, RedactionState, RenderedVideo } from '@outrider/schema';
import type { Json, NullableJson } from './column.js';

export interface RedactionTable {
  agency_id: string;
  id: string;
  flight_id: string;
  camera_id: string;
  title: string;
  from_utc_ms: number;
  to_utc_ms: number;
  state: RedactionState;
  plan_version: number;
  created_by: string;
  created_at_utc_ms: number;
  changed_at_utc_ms: number;
  rendered_version: number | null;
  detail: string | null;
  rendered: NullableJson<RenderedVideo>;
  reviewed_by: string | null;
  reviewed_at_utc_ms: number | null;
  review_note: string | null;
  release_manifest_sha256: string | null;
  /** Its place in the agency's log, once it is signed off. */
  log_index: number | null;
}
export interface RedactionPlanTable {
  agency_id: string;
  redaction_id: string;
  version: number;
  plan: Json<RedactionPlan>;
  saved_by: string;
  /** Id of that user: names may change, and who may not review is decided by it. */
  saved_by_id: string;
  saved_at_utc_ms: number;
}
