import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { loadPolicy, savePolicy } from './store.js';
import { requireTimeZone } from './time-zone.js';

export function policyRoutes(): Implementation[] {
  return [
    implement('getPolicy', async ({ read }) => read(loadPolicy)),
    implement('putPolicy', async ({ body, change, note }) => {
      requireTimeZone(body.time_zone);
      await change(async (transaction) => {
        note(null, { before: await loadPolicy(transaction), after: body });
        await savePolicy(transaction, body);
      });
      return body;
    }),
  ];
}
