/** SQL that every table of an agency shares, written once. Part of each migration's text, so never change what it makes. */

/** Role of the running server: it owns nothing and cannot step around row security. */
export const APPLICATION_ROLE = 'outrider_application';

export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
const ALL: readonly Right[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** Rows are seen and written only by transactions of their own agency; the owner (migrations, search functions) sees all. */
export function rowSecurity(table: string, rights: readonly Right[] = ALL, agencyColumn = 'agency_id'): string {
  return `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY of_agency ON ${table} TO ${APPLICATION_ROLE}
  USING (${agencyColumn} = current_agency()) WITH CHECK (${agencyColumn} = current_agency());
CREATE POLICY of_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT ${rights.join(', ')} ON ${table} TO ${APPLICATION_ROLE};
`;
}

/** Nobody changes or deletes a row of this table, whatever rights they were given. */
export function appendOnly(table: string): string {
  return `
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
}

/** The application may call this function and nobody else may; it runs as its owner with a pinned search path. */
export function ownerFunction(signature: string): string {
  return `
REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${signature} TO ${APPLICATION_ROLE};
`;
}
