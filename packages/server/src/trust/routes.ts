import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { loadApprovedMakers, saveApprovedMakers } from './store.js';

export function trustRoutes(): Implementation[] {
  return [
    implement('getApprovedMakers', async ({ read }) => read(loadApprovedMakers)),
    // A host administrator's transaction is inside the host, so the same write sets the host's list.
    implement('putApprovedMakers', async ({ body, change, note }) => {
      await change(async (transaction) => {
        note(null, { enabled: body.enabled, makers: body.makers });
        await saveApprovedMakers(transaction, body);
      });
      return body;
    }),
  ];
}
