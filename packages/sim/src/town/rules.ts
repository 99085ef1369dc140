import { defaultPolicy } from '@outrider/core/dispatch';
import type { AgencyPolicy, ApprovedMakers } from '@outrider/schema';

/** How Redwood flies: as agencies do by default, with the screen locked later because a demo is looked at more than used. */
export function demoPolicy(): AgencyPolicy {
  return { ...defaultPolicy, time_zone: 'America/Los_Angeles', idle_lock_min: 120 };
}

/** A list in force for some time: aircraft from before it may end their contracts. */
export function demoApprovedMakers(now_utc_ms: number): ApprovedMakers {
  return {
    enabled: true,
    makers: ['Freefly Systems', 'Skydio', 'BRINC', 'Inspired Flight'],
    in_force_since: new Date(now_utc_ms - 140 * 86_400_000).toISOString().slice(0, 10),
    grandfather_cap_days: 365,
    citation: 'Redwood Council Resolution 26-114',
  };
}
