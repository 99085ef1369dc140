export * from './bus/index.js';
export * from './clocks/index.js';
export * from './errors/index.js';
export * from './files/index.js';
export * from './ids/index.js';
export * from './logger/index.js';
export * from './metrics/index.js';
export * from './postgres/index.js';
// Reading and checking settings (@outrider/runtime/settings) stays out of here: it costs each process 0.4 s of start for a
// library that the supervisor and the tools alone need.
export { readResolvedSettings } from './settings/resolved.js';
export type { Instance, ResolvedSettings } from './settings/instance.js';
export type { LinkSettings, Settings } from './settings/schema.js';
export * from './spool/index.js';
export * from './supervisor/index.js';
export * from './tls/index.js';
export { runProcess } from './process.js';
export type { ProcessContext, ProcessMain, RunningProcess } from './process.js';
