/** Roles as data: what each holds unless an agency grants it more. */
import type { Role } from '@outrider/schema';
import type { Permission } from './permissions.js';

const look: readonly Permission[] = [
  'session:own',
  'live:read',
  'aircraft:read',
  'vehicles:read',
  'airspace:read',
  'weather:read',
  'incidents:read',
  'flights:read',
  'alerts:read',
  'crew:read',
  'policy:read',
  'trust:read',
  'video:view',
];
const fly: readonly Permission[] = [
  'crew:own',
  'aircraft:check',
  'aircraft:command',
  'alerts:acknowledge',
  'control:take',
  'control:manual',
  'flights:message',
  'video:share',
];
const manageFleet: readonly Permission[] = [
  'aircraft:write',
  'aircraft:ground',
  'aircraft:check',
  'vehicles:bind',
  'cameras:write',
  'video:share',
  'flights:message',
  'airspace:write',
  'weather:write',
  // The route that changes a pilot asks for this one; papers, and the duty of others, for the next.
  'crew:own',
  'crew:write',
  'policy:write',
  'trust:write',
  'reports:read',
  'flights:export',
  'evidence:read',
  'evidence:export',
];

/** The host's administrator sets policy above the agencies and sees none of their rows; no flight permission. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  host_administrator: [
    'session:own',
    'users:read',
    'users:write',
    'agencies:write',
    'gateways:write',
    'trust:read',
    'trust:write',
    'audit:read',
  ],
  agency_administrator: [
    ...look,
    ...manageFleet,
    'users:read',
    'users:write',
    'api-keys:write',
    'audit:read',
    'evidence:keys',
    'evidence:hold',
    'evidence:retention',
    'evidence:redact',
    'evidence:review',
    'evidence:release',
    'evidence:import',
  ],
  programme_manager: [...look, ...manageFleet, 'users:read'],
  dispatcher: [
    ...look,
    'incidents:write',
    'dispatch:decide',
    'flights:request',
    'flights:message',
    'video:share',
    'alerts:acknowledge',
    'weather:write',
    'reports:read',
  ],
  rpic: [
    ...look,
    ...fly,
    'incidents:write',
    'dispatch:decide',
    'flights:request',
    'flights:accept',
    'flights:export',
    'evidence:read',
    'evidence:import',
    'aircraft:ground',
    'weather:write',
    'reports:read',
  ],
  tele_operator: [...look, ...fly],
  observer: [...look, 'flights:message'],
  custodian: [
    ...look,
    'flights:export',
    'audit:read',
    'reports:read',
    'evidence:read',
    'evidence:export',
    'evidence:keys',
    'evidence:hold',
    'evidence:redact',
    'evidence:review',
    'evidence:release',
    'evidence:import',
  ],
};

/** A permission that an agency added to one of its roles. */
export interface RoleGrant {
  readonly role: Role;
  readonly permission: Permission;
}

/** Everything that holders of `roles` may do, in the order of the permission list's first mention. */
export function permissionsOf(roles: readonly Role[], grants: readonly RoleGrant[] = []): Permission[] {
  const held = new Set<Permission>();
  for (const role of roles) for (const permission of ROLE_PERMISSIONS[role] ?? []) held.add(permission);
  for (const grant of grants) if (roles.includes(grant.role)) held.add(grant.permission);
  return [...held];
}

/** Roles that only the host's own users may hold, and roles that only an agency's users may hold. */
export function roleFitsScope(role: Role, scope: 'host' | 'agency'): boolean {
  return (role === 'host_administrator') === (scope === 'host');
}
