import { addressRoutes } from './addresses/routes.js';
import { agencyRoutes } from './agencies/routes.js';
import { aircraftRoutes } from './aircraft/routes.js';
import { airspaceRoutes } from './airspace/routes.js';
import { alertRoutes } from './alerts/routes.js';
import { apiKeyRoutes } from './api-keys/routes.js';
import { auditRoutes } from './audit/routes.js';
import { publishRoutes } from './cameras/publish-routes.js';
import { cameraRoutes } from './cameras/routes.js';
import { commandRoutes } from './commands/routes.js';
import { crewRoutes } from './crew/routes.js';
import { dispatchRoutes } from './dispatch/routes.js';
import { custodyRoutes } from './evidence/custody/routes.js';
import { retentionRoutes } from './evidence/retention/routes.js';
import { evidenceRoutes } from './evidence/routes.js';
import type { FlightsAtHand } from './flights/at-hand.js';
import { flightRoutes } from './flights/routes.js';
import type { FlightServices } from './flights/services.js';
import { gatewayRoutes } from './gateways/routes.js';
import { incidentRoutes } from './incidents/routes.js';
import { mapRoutes } from './map/routes.js';
import { messageRoutes } from './messages/routes.js';
import { authRoutes } from './platform/auth/routes.js';
import type { Implementation } from './platform/index.js';
import { originalRoutes } from './originals/routes.js';
import { policyRoutes } from './policy/routes.js';
import { recordsRequestRoutes } from './records-requests/routes.js';
import { redactionRoutes } from './redactions/routes.js';
import { reportRoutes } from './reports/routes.js';
import { publicShareRoutes } from './shares/public-routes.js';
import { shareRoutes } from './shares/routes.js';
import { siteRoutes } from './sites/routes.js';
import { trustRoutes } from './trust/routes.js';
import { userRoutes } from './users/routes.js';
import { vehicleRoutes } from './vehicles/routes.js';
import { weatherRoutes } from './weather/routes.js';

/** Every route of the API, one line a noun. A test holds this against the contracts. */
export function allRoutes(services: FlightServices, flights: FlightsAtHand, secure: boolean): Implementation[] {
  return [
    ...authRoutes(services, secure),
    ...userRoutes(services),
    ...apiKeyRoutes(services),
    ...auditRoutes(),
    ...agencyRoutes(),
    ...gatewayRoutes(services),
    ...policyRoutes(),
    ...trustRoutes(),
    ...crewRoutes(),
    ...aircraftRoutes(services),
    ...siteRoutes(),
    ...cameraRoutes(services),
    ...publishRoutes(services),
    ...shareRoutes(services),
    ...publicShareRoutes(services, secure),
    ...messageRoutes(),
    ...vehicleRoutes(services),
    ...airspaceRoutes(),
    ...weatherRoutes(),
    ...mapRoutes(services),
    ...addressRoutes(),
    ...incidentRoutes(),
    ...dispatchRoutes(services.decider),
    ...flightRoutes(services),
    ...evidenceRoutes(services),
    ...custodyRoutes(services),
    ...retentionRoutes(services),
    ...originalRoutes(services),
    ...recordsRequestRoutes(services),
    ...redactionRoutes(services),
    ...commandRoutes(services, flights),
    ...alertRoutes(services),
    ...reportRoutes(),
  ];
}
