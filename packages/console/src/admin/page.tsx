import type { Permission } from '@outrider/core/access';
import type { ComponentType } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { can } from '../app/session.js';
import { Page } from '../ui/page.js';
import { AgenciesPage } from './agencies-page.js';
import { ApiKeysPage } from './api-keys-page.js';
import { AuditPage } from './audit-page.js';
import { MakersPage } from './makers-page.js';
import { MessageGatewayPage } from './message-gateway-page.js';
import { PolicyPage } from './policy-page.js';
import { SystemPage } from './system-page.js';
import { UsersPage } from './users-page.js';
import './admin.css';

const SECTIONS: readonly (readonly [path: string, name: string, permission: Permission, page: ComponentType])[] = [
  ['/admin/users', 'Users', 'users:read', UsersPage],
  ['/admin/agencies', 'Agencies', 'agencies:write', AgenciesPage],
  ['/admin/keys', 'API keys', 'api-keys:write', ApiKeysPage],
  ['/admin/policy', 'Policy', 'policy:read', PolicyPage],
  ['/admin/messages', 'Message gateway', 'policy:write', MessageGatewayPage],
  ['/admin/makers', 'Approved makers', 'trust:read', MakersPage],
  ['/admin/audit', 'Audit log', 'audit:read', AuditPage],
  ['/admin/system', 'System', 'session:own', SystemPage],
];

/** Users, keys, policy, trust lists, audit, system: what each role may see. */
export default function AdministrationPage() {
  const allowed = SECTIONS.filter(([, , permission]) => can(permission));
  return (
    <Page title="Administration" tabs={allowed.map(([path, name]) => [path, name] as const)}>
      <Switch>
        {allowed.map(([path, , , Section]) => (
          <Route key={path} path={path} component={Section} />
        ))}
        <Route>{allowed[0] && <Redirect to={allowed[0][0]} replace />}</Route>
      </Switch>
    </Page>
  );
}
