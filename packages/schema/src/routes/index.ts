/** All routes below /api/v1. */
import { accessRoutes } from './access.js';
import { custodyRoutes } from './custody.js';
import { evidenceRoutes } from './evidence.js';
import { fleetRoutes } from './fleet.js';
import { operationsRoutes } from './operations.js';
import { originalRoutes } from './original.js';
import { recordsRequestRoutes } from './records-request.js';
import { redactionRoutes } from './redaction.js';
import type { RouteContract } from './route.js';
import { shareRoutes } from './share.js';
import { videoRoutes } from './video.js';

export {
  accessRoutes,
  custodyRoutes,
  evidenceRoutes,
  fleetRoutes,
  operationsRoutes,
  originalRoutes,
  recordsRequestRoutes,
  redactionRoutes,
  shareRoutes,
  videoRoutes,
};
export { page, pageQuery, route } from './route.js';
export type { Method, RouteBody, RouteContract, RouteParams, RouteQuery, RouteResponse } from './route.js';
export const routes: readonly RouteContract[] = [
  ...accessRoutes,
  ...operationsRoutes,
  ...fleetRoutes,
  ...videoRoutes,
  ...evidenceRoutes,
  ...custodyRoutes,
  ...originalRoutes,
  ...recordsRequestRoutes,
  ...redactionRoutes,
  ...shareRoutes,
];
