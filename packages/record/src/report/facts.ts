import type {
  AgencyPublicKey,
  Aircraft,
  Alert,
  Command,
  CommandState,
  DispatchDecision,
  Flight,
  FlightEvent,
  FlightRecordState,
  Incident,
  Track,
  VerificationReport,
  VideoGap,
} from '@outrider/schema';
import type { Units } from '@outrider/core/units';

/** A command with every state that it went through. */
export interface ReportedCommand extends Pick<
  Command,
  'action' | 'origin' | 'state' | 'detail' | 'requested_at_utc_ms'
> {
  issued_by_name: string | null;
  steps: readonly { state: CommandState; at_utc_ms: number }[];
}
export interface ReportedAlert extends Pick<
  Alert,
  'level' | 'text' | 'raised_at_utc_ms' | 'cleared_at_utc_ms' | 'acknowledged_at_utc_ms'
> {
  acknowledged_by_name: string | null;
}
/** A file of the record with its salted hash, as the chain has it; null while it is still written. */
export interface ReportedFile {
  file: string;
  from_utc_ms: number | null;
  to_utc_ms: number | null;
  bytes: number;
  sha256: string | null;
}
export interface ReportedVideo {
  camera_name: string | null;
  segments: readonly ReportedFile[];
  gaps: readonly VideoGap[];
}
/** A recording from the aircraft's own card. */
export interface ReportedOriginal extends ReportedFile {
  name: string;
  imported_by: string;
  imported_at_utc_ms: number;
  /** Number of the addendum that holds it; null: it was there when the record was sealed. */
  addendum: number | null;
}
export interface CustodyLine {
  at_utc_ms: number;
  text: string;
  by: string | null;
}

/** Everything that a report about a flight says. */
export interface ReportFacts {
  made_at_utc_ms: number;
  made_by: string;
  agency_name: string;
  /** IANA name of the agency's legal time zone, or null. */
  time_zone: string | null;
  units: Units;
  case_number: string | null;
  flight: Flight;
  requested_by_name: string | null;
  aircraft: Pick<Aircraft, 'name' | 'maker' | 'model' | 'serial' | 'remote_id_serial'> | null;
  incident: Incident | null;
  decision: DispatchDecision | null;
  events: readonly FlightEvent[];
  commands: readonly ReportedCommand[];
  alerts: readonly ReportedAlert[];
  track: Track;
  video: readonly ReportedVideo[];
  originals: readonly ReportedOriginal[];
  custody: readonly CustodyLine[];
  record: FlightRecordState;
  keys: readonly AgencyPublicKey[];
  /** What a verification found when the report was made. */
  verification: VerificationReport;
}
