import type { Generated } from 'kysely';
import type { AuditEntry, Role } from '@outrider/schema';
import type { Json } from './column.js';

export interface AgencyTable {
  id: string;
  slug: string;
  name: string;
  kind: 'host' | 'agency';
  created_at_utc_ms: number;
}
export interface AgencyHeadTable {
  agency_id: string;
  event_seq: Generated<number>;
  change_seq: Generated<number>;
  audit_seq: Generated<number>;
  audit_hash: Generated<Uint8Array>;
}
export interface AgencyCounterTable {
  agency_id: string;
  kind: 'incident' | 'flight' | 'records_request';
  last_number: number;
}
export interface UserTable {
  agency_id: string;
  id: string;
  username: string;
  display_name: string;
  roles: Role[];
  password_hash: string;
  disabled: Generated<boolean>;
  created_at_utc_ms: number;
  last_login_utc_ms: number | null;
}
export interface RoleGrantTable {
  agency_id: string;
  role: Role;
  permission: string;
}
export interface SessionTable {
  agency_id: string;
  id: string;
  user_id: string;
  token_hash: Uint8Array;
  address: string;
  created_at_utc_ms: number;
  last_used_utc_ms: number;
  expires_at_utc_ms: number;
}
export interface LoginFailureTable {
  username: string;
  address: string;
  at_utc_ms: number;
}
export interface ApiKeyTable {
  agency_id: string;
  id: string;
  name: string;
  permissions: string[];
  secret_hash: Uint8Array;
  created_by: string;
  created_at_utc_ms: number;
  last_used_utc_ms: number | null;
  revoked_at_utc_ms: number | null;
}
export interface AuditTable {
  agency_id: string;
  seq: number;
  at_utc_ms: number;
  actor: string;
  actor_id: string | null;
  action: string;
  object: string | null;
  outcome: AuditEntry['outcome'];
  address: string | null;
  detail: Json<AuditEntry['detail']>;
  hash: Uint8Array;
}
