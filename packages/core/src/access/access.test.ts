import { describe, expect, it } from 'vitest';
import { ROLES, routes } from '@outrider/schema';
import {
  API_KEY_PERMISSIONS,
  PERMISSIONS,
  ROLE_PERMISSIONS,
  isPermission,
  permissionsOf,
  roleFitsScope,
} from './index.js';

describe('permissions', () => {
  it('cover every route', () => {
    const unknown = routes.filter((route) => route.permission !== null && !isPermission(route.permission));
    expect(unknown.map((route) => `${route.id}: ${route.permission}`)).toEqual([]);
  });

  it('are each written once', () => {
    expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
  });
});

describe('roles', () => {
  it('all exist', () => {
    expect(Object.keys(ROLE_PERMISSIONS).sort()).toEqual([...ROLES].sort());
  });

  it('never hold terminate by default', () => {
    for (const role of ROLES) expect(ROLE_PERMISSIONS[role]).not.toContain('aircraft:terminate');
  });

  it('give the host no flight permission', () => {
    const flight = /^(aircraft|control|flights|incidents|dispatch|live|vehicles|alerts):/;
    expect(ROLE_PERMISSIONS.host_administrator.filter((permission) => flight.test(permission))).toEqual([]);
  });

  it('add up, with what the agency granted', () => {
    const held = permissionsOf(['observer', 'rpic'], [{ role: 'rpic', permission: 'aircraft:terminate' }]);
    expect(held).toContain('aircraft:terminate');
    expect(held).toContain('flights:accept');
    expect(permissionsOf(['observer'], [{ role: 'rpic', permission: 'aircraft:terminate' }])).not.toContain(
      'aircraft:terminate',
    );
    expect(new Set(held).size).toBe(held.length);
  });

  it('let who keeps the papers of pilots through to the route that changes them', () => {
    const keepers = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('crew:write'));
    expect(keepers).toContain('agency_administrator');
    for (const role of keepers) expect(ROLE_PERMISSIONS[role]).toContain('crew:own');
  });

  it('keep host and agency apart', () => {
    expect(ROLES.filter((role) => roleFitsScope(role, 'host'))).toEqual(['host_administrator']);
  });

  it('give an API key nothing that moves an aircraft', () => {
    const moving = API_KEY_PERMISSIONS.filter((permission) =>
      /^(control|users|api-keys):|:(command|terminate|accept|request)$/.test(permission),
    );
    expect(moving).toEqual([]);
  });
});
