/** Redaction of recorded video, assisted: boxes followed, masks put over pictures, a new file made in a process of its own. */
export { RedactionDesk } from './desk.js';
export { trackBox } from './track.js';
