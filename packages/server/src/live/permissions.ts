import type { LiveRequest } from '@outrider/schema';
import type { Permission } from '@outrider/core/access';

/** What each message of a console needs. `command` needs more for terminate, which the command itself checks. */
export const LIVE_PERMISSIONS: Readonly<Record<LiveRequest['type'], Permission>> = {
  command: 'aircraft:command',
  control: 'control:take',
  acknowledge: 'alerts:acknowledge',
  ping: 'live:read',
};
/** Opening the socket. */
export const OPEN_PERMISSION: Permission = 'live:read';
/** Binary frames from a console. */
export const STICK_PERMISSION: Permission = 'control:manual';
