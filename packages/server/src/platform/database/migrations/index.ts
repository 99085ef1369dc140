import type { Migration } from '../migrate.js';
import { access } from './0001-access.js';
import { fleet } from './0002-fleet.js';
import { operations } from './0003-operations.js';
import { search } from './0004-search.js';
import { flightLimits } from './0005-flight-limits.js';
import { loginFailureAddress } from './0006-login-failure-address.js';
import { gateways } from './0007-gateways.js';
import { evidence } from './0009-evidence.js';
import { cameras } from './0008-cameras.js';
import { redaction } from './0010-redaction.js';
import { custody } from './0012-custody.js';
import { shares } from './0011-shares.js';
import { recordsRequests } from './0013-records-requests.js';
import { timestamps } from './0015-timestamps.js';

/** Forward only: a released migration never changes, the next one adds. */
export const migrations: readonly Migration[] = [
  access,
  fleet,
  operations,
  search,
  flightLimits,
  loginFailureAddress,
  gateways,
  cameras,
  evidence,
  redaction,
  shares,
  custody,
  recordsRequests,
  timestamps,
];
