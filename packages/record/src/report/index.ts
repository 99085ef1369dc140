/** A flight's record as a page that people read and print. */
export type * from './facts.js';
export { html, Html } from './html.js';
export type { Part } from './html.js';
export { facts, list, section, table, words } from './parts.js';
export { REPORT_POLICY, courtReport } from './report.js';
export { STYLE as REPORT_STYLE } from './style.js';
export { both, utc } from './times.js';
