/** Redaction of recorded video: where regions are at a time, and whether a plan can be carried out. Pure. */
export { emptyPlan, isSameShape, shapeAt, shapesAt, suggestedPadding } from './plan.js';
export { planFaults } from './check-plan.js';
export type { PlanFault } from './check-plan.js';
export { boundsOf, moveShape } from './shape.js';
