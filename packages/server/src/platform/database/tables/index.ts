/** Every table of the schema, for Kysely; the SQL stands in ../migrations. */
import type * as access from './access.js';
import type * as evidence from './evidence.js';
import type * as fleet from './fleet.js';
import type * as operations from './operations.js';
import type * as video from './video.js';

export { json, nullableJson } from './column.js';
export interface Database {
  agencies: access.AgencyTable;
  agency_heads: access.AgencyHeadTable;
  agency_counters: access.AgencyCounterTable;
  users: access.UserTable;
  role_grants: access.RoleGrantTable;
  sessions: access.SessionTable;
  login_failures: access.LoginFailureTable;
  api_keys: access.ApiKeyTable;
  audit: access.AuditTable;
  policies: fleet.PolicyTable;
  approved_makers: fleet.ApprovedMakersTable;
  sites: fleet.SiteTable;
  aircraft: fleet.AircraftTable;
  vehicle_bindings: fleet.VehicleBindingTable;
  crew: fleet.CrewTable;
  volumes: fleet.VolumeTable;
  terrain: fleet.TerrainTable;
  base_map: fleet.BaseMapTable;
  weather: fleet.WeatherTable;
  addresses: fleet.AddressTable;
  spool_cursors: fleet.SpoolCursorTable;
  gateways: fleet.GatewayTable;
  ownerships: fleet.OwnershipTable;
  cameras: video.CameraTable;
  agency_keys: evidence.AgencyKeyTable;
  log_heads: evidence.LogHeadTable;
  log_leaves: evidence.LogLeafTable;
  checkpoints: evidence.CheckpointTable;
  checkpoint_targets: evidence.CheckpointTargetTable;
  flight_records: evidence.FlightRecordTable;
  evidence_cursors: evidence.EvidenceCursorTable;
  incidents: operations.IncidentTable;
  decisions: operations.DecisionTable;
  flights: operations.FlightTable;
  events: operations.EventTable;
  commands: operations.CommandTable;
  alerts: operations.AlertTable;
  track_chunks: operations.TrackChunkTable;
  journal_cursors: operations.JournalCursorTable;
}
