import { runProcess } from '@outrider/runtime';
import { startMedia } from './start.js';

await runProcess('media', startMedia);
