import type { Bus, Clock, Logger, Metrics, Settings } from '@outrider/runtime';
import type { LateAudit } from './platform/audit/late-audit.js';
import type { LoginGuard } from './platform/auth/login-guard.js';
import type { Sessions } from './platform/auth/sessions.js';
import type { Store } from './platform/database/index.js';
import type { Gateways } from './vehicles/gateways.js';
import type { Vehicles } from './vehicles/vehicles.js';

/** What the folders of this package may use; made once by main. */
export interface Services {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly bus: Bus;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly loginGuard: LoginGuard;
  /** Audit of what must not wait for the database. */
  readonly lateAudit: LateAudit;
  /** Live vehicles as the gateways report them: status and last telemetry. */
  readonly vehicles: Vehicles;
  /** Requests to the gateways. */
  readonly gateways: Gateways;
}
