import { runProcess } from '@outrider/runtime';
import { startGateway } from './start.js';

await runProcess('gateway', startGateway);
