import { Menu } from '@base-ui/react/menu';
import { useLive } from '../live/hooks.js';
import { call } from '../live/api.js';
import { attempt } from '../ui/notices.js';
import { session, signOut, useSession } from './session.js';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();

/** Who is signed in: duty, lock, sign out. */
export function UserMenu() {
  const user = useSession().session?.user;
  const me = useLive((state) => state.crew.find((member) => member.user_id === user?.id), undefined);
  if (!user) return null;
  const setDuty = () =>
    void attempt('Duty was not changed', () =>
      call('PATCH', '/crew/{id}', { path: { id: user.id }, body: { on_duty: !me?.on_duty } }),
    );
  return (
    <Menu.Root>
      <Menu.Trigger className="avatar" aria-label={`${initials(user.display_name)}: ${user.display_name}, account`}>
        {initials(user.display_name)}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="layer">
          <Menu.Popup className="menu">
            <div className="menu-head">
              <b>{user.display_name}</b>
              <div className="small muted">{user.roles.join(', ').replaceAll('_', ' ')}</div>
            </div>
            {me && (
              <Menu.Item className="menu-item" onClick={setDuty}>
                {me.on_duty ? 'Go off duty' : 'Go on duty'}
              </Menu.Item>
            )}
            <Menu.Item className="menu-item" onClick={() => session.set({ locked: true })}>
              Lock
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void signOut()}>
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
