export { createMetrics } from './registry.js';
export type { Metrics } from './registry.js';
export { answerMetricsRequests, collectMetrics } from './over-bus.js';
