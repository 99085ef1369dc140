import type { RedactionPlan, RedactionRegion } from '@outrider/schema';

/**
 * Whether a region has a say in what is hidden. What people drew and what they accepted does, what they rejected does not. On an open
 * proposal the careful answer is given: it hides, and where all else is hidden it does not make anything seen.
 */
export function counts({ mode }: Pick<RedactionPlan, 'mode'>, { proposal }: RedactionRegion): boolean {
  if (!proposal || proposal.decision === 'accepted') return true;
  return proposal.decision === 'open' && mode === 'hide_chosen';
}

/** How a plan came about: regions drawn by people, and what was decided on those that a detector proposed. */
export interface PlanOrigins {
  drawn: number;
  open: number;
  accepted: number;
  rejected: number;
}

export function planOrigins({ regions }: Pick<RedactionPlan, 'regions'>): PlanOrigins {
  const origins: PlanOrigins = { drawn: 0, open: 0, accepted: 0, rejected: 0 };
  for (const { proposal } of regions) origins[proposal?.decision ?? 'drawn'] += 1;
  return origins;
}
