import type { Role } from '@outrider/schema';

export const ROLE: Readonly<Record<Role, string>> = {
  host_administrator: 'Host administrator',
  agency_administrator: 'Agency administrator',
  programme_manager: 'Programme manager',
  dispatcher: 'Dispatcher',
  rpic: 'Remote pilot in command',
  tele_operator: 'Tele-operator',
  observer: 'Observer',
  custodian: 'Custodian',
};
/** Roles that an agency may give. */
export const AGENCY_ROLES = (Object.keys(ROLE) as Role[]).filter((role) => role !== 'host_administrator');
