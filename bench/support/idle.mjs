// Stands in for the simulator, which has nothing to do here.
import { runProcess } from '../../packages/runtime/dist/index.js';

await runProcess('sim', async ({ clock }) => {
  const timer = clock.setInterval(() => {}, 60_000);
  return { close: async () => timer.cancel() };
});
