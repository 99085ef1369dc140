import type { Migration } from '../migrate.js';
import { APPLICATION_ROLE, appendOnly, ownerFunction, rowSecurity } from './rules.js';

/** Agencies, who signs in, who did what. */
export const access: Migration = {
  number: 1,
  name: 'access',
  sql: `
GRANT USAGE ON SCHEMA outrider TO ${APPLICATION_ROLE};

CREATE FUNCTION current_agency() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('outrider.agency_id', true), '')::uuid $$;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

-- The host is a row here too, so that its users, lists and audit follow the same rules as an agency's.
CREATE TABLE agencies (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('host', 'agency')),
  created_at_utc_ms bigint NOT NULL
);
CREATE UNIQUE INDEX one_host ON agencies (kind) WHERE kind = 'host';
ALTER TABLE agencies ENABLE ROW LEVEL SECURITY;
ALTER TABLE agencies FORCE ROW LEVEL SECURITY;
CREATE FUNCTION is_host() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM agencies WHERE id = current_agency() AND kind = 'host') $$;
CREATE POLICY of_agency ON agencies FOR SELECT TO ${APPLICATION_ROLE} USING (id = current_agency() OR is_host());
CREATE POLICY of_host ON agencies FOR INSERT TO ${APPLICATION_ROLE} WITH CHECK (is_host());
CREATE POLICY of_owner ON agencies TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON agencies TO ${APPLICATION_ROLE};
${ownerFunction('is_host()')}
-- The background work of the server (bridge to the gateways, jobs) needs to know which agencies there are, and nothing else of them.
CREATE FUNCTION list_agencies() RETURNS TABLE (id uuid, slug text, kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT a.id, a.slug, a.kind FROM agencies a ORDER BY a.id $$;
${ownerFunction('list_agencies()')}

-- Last numbers given out. The row is locked by every transaction that writes events or audit, so numbers commit in order.
CREATE TABLE agency_heads (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  event_seq bigint NOT NULL DEFAULT 0,
  change_seq bigint NOT NULL DEFAULT 0,
  audit_seq bigint NOT NULL DEFAULT 0,
  audit_hash bytea NOT NULL DEFAULT ''
);
${rowSecurity('agency_heads', ['SELECT', 'INSERT', 'UPDATE'])}
-- Readable numbers of incidents and flights: one row a kind.
CREATE TABLE agency_counters (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  kind text NOT NULL,
  last_number bigint NOT NULL,
  PRIMARY KEY (agency_id, kind)
);
${rowSecurity('agency_counters', ['SELECT', 'INSERT', 'UPDATE'])}

-- How an agency flies, and after what time without input its consoles lock.
CREATE TABLE policies (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  policy jsonb NOT NULL,
  updated_at_utc_ms bigint NOT NULL
);
${rowSecurity('policies')}

CREATE TABLE users (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  username text NOT NULL UNIQUE,
  display_name text NOT NULL,
  roles text[] NOT NULL,
  password_hash text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at_utc_ms bigint NOT NULL,
  last_login_utc_ms bigint,
  PRIMARY KEY (agency_id, id)
);
${rowSecurity('users', ['SELECT', 'INSERT', 'UPDATE'])}
CREATE TABLE role_grants (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  role text NOT NULL,
  permission text NOT NULL,
  PRIMARY KEY (agency_id, role, permission)
);
${rowSecurity('role_grants')}

CREATE TABLE sessions (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  address text NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  last_used_utc_ms bigint NOT NULL,
  expires_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, user_id) REFERENCES users (agency_id, id)
);
CREATE INDEX ON sessions (agency_id, user_id);
${rowSecurity('sessions')}

CREATE TABLE login_failures (username text NOT NULL, at_utc_ms bigint NOT NULL);
CREATE INDEX ON login_failures (username, at_utc_ms);
GRANT SELECT, INSERT, DELETE ON login_failures TO ${APPLICATION_ROLE};

CREATE TABLE api_keys (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  created_by uuid NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  last_used_utc_ms bigint,
  revoked_at_utc_ms bigint,
  PRIMARY KEY (agency_id, id)
);
${rowSecurity('api_keys', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE audit (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  seq bigint NOT NULL,
  at_utc_ms bigint NOT NULL,
  actor text NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  object text,
  outcome text NOT NULL CHECK (outcome IN ('ok', 'refused', 'failed')),
  address text,
  detail jsonb NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (agency_id, seq)
);
CREATE INDEX ON audit (agency_id, actor_id, seq);
CREATE INDEX ON audit (agency_id, action, seq);
${rowSecurity('audit', ['SELECT', 'INSERT'])}
${appendOnly('audit')}

-- Before somebody is known there is no agency to be in: these three find out, by secrets that only their holder has.
CREATE FUNCTION find_login(wanted text) RETURNS TABLE (agency_id uuid, user_id uuid, password_hash text, disabled boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT u.agency_id, u.id, u.password_hash, u.disabled FROM users u WHERE u.username = wanted $$;
${ownerFunction('find_login(text)')}
CREATE FUNCTION find_session(wanted bytea) RETURNS TABLE (
    agency_id uuid, agency_name text, agency_kind text, session_id uuid, last_used_utc_ms bigint, expires_at_utc_ms bigint,
    idle_lock_min float8, user_id uuid, username text, display_name text, roles text[], disabled boolean,
    created_at_utc_ms bigint, last_login_utc_ms bigint, grants jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT s.agency_id, a.name, a.kind, s.id, s.last_used_utc_ms, s.expires_at_utc_ms,
          (SELECT (p.policy ->> 'idle_lock_min')::float8 FROM policies p WHERE p.agency_id = s.agency_id),
          u.id, u.username, u.display_name, u.roles, u.disabled, u.created_at_utc_ms, u.last_login_utc_ms,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'permission', g.permission)), '[]')
             FROM role_grants g WHERE g.agency_id = s.agency_id)
        FROM sessions s JOIN users u ON u.agency_id = s.agency_id AND u.id = s.user_id JOIN agencies a ON a.id = s.agency_id
        WHERE s.token_hash = wanted $$;
${ownerFunction('find_session(bytea)')}
CREATE FUNCTION find_api_key(wanted bytea) RETURNS TABLE (
    agency_id uuid, agency_name text, key_id uuid, name text, permissions text[], last_used_utc_ms bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT k.agency_id, a.name, k.id, k.name, k.permissions, k.last_used_utc_ms
        FROM api_keys k JOIN agencies a ON a.id = k.agency_id WHERE k.secret_hash = wanted AND k.revoked_at_utc_ms IS NULL $$;
${ownerFunction('find_api_key(bytea)')}
`,
};
