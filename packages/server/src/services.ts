import type { Bus, Clock, Logger, Metrics, Settings } from '@outrider/runtime';
import type { MediaLink } from './cameras/media-link.js';
import type { GatewayDirectory } from './gateways/directory.js';
import type { LateAudit } from './platform/audit/late-audit.js';
import type { LoginGuard } from './platform/auth/login-guard.js';
import type { Sessions } from './platform/auth/sessions.js';
import type { Store } from './platform/database/index.js';
import type { Shares } from './shares/index.js';
import type { Gateways } from './vehicles/gateways.js';
import type { Vehicles } from './vehicles/vehicles.js';

/** What the folders of this package may use; made once by main. */
export interface Services {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Between processes and machines. It may be down for a while, and what is said meanwhile is lost. */
  readonly bus: Bus;
  /** Inside this process: committed changes and revoked sessions, which nobody else may say and nobody here may miss. */
  readonly notices: Bus;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly loginGuard: LoginGuard;
  /** Audit of what must not wait for the database. */
  readonly lateAudit: LateAudit;
  /** Which gateways are listened to, and for which agency. */
  readonly directory: GatewayDirectory;
  /** Live vehicles as the gateways report them: status and last telemetry. */
  readonly vehicles: Vehicles;
  /** Requests to the gateways. */
  readonly gateways: Gateways;
  /** The media process: which cameras are live, and views of them. */
  readonly media: MediaLink;
  /** Links to live video and the pages that are open behind them. */
  readonly shares: Shares;
}
