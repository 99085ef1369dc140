import { runProcess } from '@outrider/runtime';
import { startServer } from './server.js';

await runProcess('server', startServer);
