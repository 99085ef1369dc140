/** The letter that answers a request for records. */
export { letterHtml, letterText } from './letter.js';
export type { Letter } from './letter.js';
