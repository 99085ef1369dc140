import { boundsOf, shapeAt } from '@outrider/core/redaction';
import type { BoxShape, RedactionPlan, RedactionRegion, RegionProposal } from '@outrider/schema';

const MOST_REGIONS = 500;
/** So much of both in common in its middle, and a proposal is of what is in the plan already. */
const SAME_OVERLAP = 0.4;

export const openOf = ({ regions }: RedactionPlan): RedactionRegion[] =>
  regions.filter(({ proposal }) => proposal?.decision === 'open');

/** A plan with what a detector proposes. Open proposals of an earlier run give way; what people drew or decided on is not proposed again. */
export function withProposals(plan: RedactionPlan, proposals: readonly RedactionRegion[]): RedactionPlan {
  const kept = plan.regions.filter(({ proposal }) => proposal?.decision !== 'open');
  const news = proposals.filter((one) => !kept.some((region) => isOfSame(region, one)));
  const numbers = kept.map(({ id }) => Number(/^p(\d+)$/.exec(id)?.[1] ?? 0));
  const next = Math.max(0, ...numbers) + 1;
  const numbered = news.slice(0, MOST_REGIONS - kept.length).map((one, at) => ({ ...one, id: `p${next + at}` }));
  return { ...plan, regions: [...kept, ...numbered] };
}

/** Decides on all proposals that it holds for; what is decided stays decided. */
export function decided(
  plan: RedactionPlan,
  decision: RegionProposal['decision'],
  holds: (region: RedactionRegion) => boolean,
): RedactionPlan {
  const decide = (region: RedactionRegion): RedactionRegion =>
    region.proposal && holds(region) ? { ...region, proposal: { ...region.proposal, decision } } : region;
  return { ...plan, regions: plan.regions.map(decide) };
}

/** The open proposal after one in the list, or the first; null when all are decided on. */
export function nextOpen(plan: RedactionPlan, id: string | null): RedactionRegion | null {
  const after = plan.regions.findIndex((region) => region.id === id);
  const open = openOf(plan);
  return open.find((region) => plan.regions.indexOf(region) > after) ?? open[0] ?? null;
}

function isOfSame(region: RedactionRegion, proposal: RedactionRegion): boolean {
  const middle = (proposal.from_ms + proposal.to_ms) / 2;
  const [a, b] = [shapeAt(region, middle), shapeAt(proposal, middle)];
  return region.kind === proposal.kind && a !== null && b !== null && overlap(boundsOf(a), boundsOf(b)) > SAME_OVERLAP;
}

function overlap(a: BoxShape, b: BoxShape): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / (a.width * a.height + b.width * b.height - common);
}
