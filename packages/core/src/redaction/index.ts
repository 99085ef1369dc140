/** Redaction of recorded video: where regions are at a time, what was proposed, and whether a plan can be carried out. Pure. */
export { emptyPlan, isSameShape, shapeAt, shapesAt, suggestedPadding } from './plan.js';
export { planFaults } from './check-plan.js';
export type { PlanFault } from './check-plan.js';
export { counts, planOrigins } from './proposals.js';
export type { PlanOrigins } from './proposals.js';
export { boundsOf, carriedShape, moveShape } from './shape.js';
export { thinned } from './thin.js';
export { wholePerson } from './whole-person.js';
