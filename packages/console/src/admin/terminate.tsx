import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RoleGrant } from '@outrider/schema';
import { useCan, useSession } from '../app/session.js';
import { call } from '../live/api.js';
import { CheckField } from '../ui/field.js';
import { attempt } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { ErrorNote } from '../ui/state.js';
import { ROLE } from './words.js';

const ROLES: readonly RoleGrant['role'][] = ['rpic', 'tele_operator'];

/** Which roles may cut the motors in the air; none by default. */
export function Terminate() {
  const queries = useQueryClient();
  const agency = useSession().session?.agency;
  const mayWrite = useCan('users:write');
  const grants = useQuery({
    queryKey: ['role-grants'],
    queryFn: async () => (await call('GET', '/role-grants')).items,
    enabled: Boolean(agency),
  });
  if (!agency) return null;
  const given = new Set(grants.data?.map(({ role }) => role));
  const set = async (role: RoleGrant['role'], on: boolean) => {
    const roles = ROLES.filter((each) => (each === role ? on : given.has(each)));
    const items = roles.map((each) => ({ role: each, permission: 'aircraft:terminate' as const }));
    await attempt('Nothing was changed', () => call('PUT', '/role-grants', { body: { items } }));
    await queries.invalidateQueries({ queryKey: ['role-grants'] });
  };
  return (
    <div className="panels">
      <Panel title="Terminate">
        <p className="small muted">
          Terminate cuts the motors: the aircraft falls. No role may do it unless it is given here; the button is held
          to confirm.
        </p>
        <ErrorNote error={grants.error} />
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={ROLE[role]}
            checked={given.has(role)}
            disabled={!mayWrite || !grants.data}
            onChange={(event) => void set(role, event.target.checked)}
          />
        ))}
      </Panel>
    </div>
  );
}
