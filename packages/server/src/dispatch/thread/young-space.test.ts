import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { decisionRoom } from './young-space.js';

const MB = 1024 * 1024;
const TELLS = `
  const spaces = require('node:v8').getHeapSpaceStatistics();
  const young = spaces.find((space) => space.space_name === 'new_space').space_size;
  require('node:worker_threads').parentPort.postMessage({ young, sweeps: typeof globalThis.gc });
`;

it('gives the thread its room from the start, also in a server that was started with a small young generation', async () => {
  setFlagsFromString('--max-semi-space-size=2');
  const worker = new Worker(TELLS, { eval: true, execArgv: [], resourceLimits: decisionRoom() });
  const [{ young, sweeps }] = (await once(worker, 'message')) as [{ young: number; sweeps: string }];
  await worker.terminate();
  expect(young).toBeGreaterThanOrEqual(32 * MB);
  expect(sweeps).toBe('function');
});
