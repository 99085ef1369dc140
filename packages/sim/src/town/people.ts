import type { DemoSeed } from '@outrider/schema';

/** One person for each role, two remote pilots, so that every permission can be tried; passwords are made at first start. */
export function demoUsers(): DemoSeed['users'] {
  return [
    { username: 'dispatcher', display_name: 'Dana Chen', roles: ['dispatcher'], on_duty: true },
    { username: 'rpic', display_name: 'M. Ortiz', roles: ['rpic'], on_duty: true },
    { username: 'rpic2', display_name: 'J. Okafor', roles: ['rpic'], on_duty: true },
    { username: 'teleoperator', display_name: 'S. Park', roles: ['tele_operator'], on_duty: true },
    { username: 'observer', display_name: 'L. Nyström', roles: ['observer'], on_duty: false },
    { username: 'manager', display_name: 'R. Bennett', roles: ['programme_manager'], on_duty: false },
    { username: 'administrator', display_name: 'A. Reyes', roles: ['agency_administrator'], on_duty: false },
    { username: 'custodian', display_name: 'T. Whitaker', roles: ['custodian'], on_duty: false },
  ];
}
