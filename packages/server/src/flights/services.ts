import type { AirspaceCache } from '../dispatch/airspace-cache.js';
import type { Decider } from '../dispatch/decide.js';
import type { KeyVault } from '../evidence/keys/vault.js';
import type { RenderDesk } from '../redactions/render-desk.js';
import type { Services } from '../services.js';

/** What the flight routes use beyond what all folders have. */
export interface FlightServices extends Services {
  readonly decider: Decider;
  readonly airspace: AirspaceCache;
  /** Where record folders lie. */
  readonly recordsDir: string;
  /** Locks and opens the keys that sign records. */
  readonly vault: KeyVault;
  /** Follows redactions that are rendered. */
  readonly redactions: RenderDesk;
}
