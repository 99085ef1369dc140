import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { responseTimes } from './response-times.js';

const NINETY_DAYS_MS = 90 * 86_400_000;

export function reportRoutes(): Implementation[] {
  return [
    implement('responseTimes', ({ query, read }) =>
      read((tx) =>
        responseTimes(tx, query.from_utc_ms ?? tx.nowUtcMs - NINETY_DAYS_MS, query.to_utc_ms ?? tx.nowUtcMs),
      ),
    ),
  ];
}
