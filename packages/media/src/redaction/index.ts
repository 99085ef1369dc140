/** Redaction of recorded video, assisted: regions proposed and followed, masks put over pictures, a new file made in a process of its own. */
export { RedactionDesk } from './desk.js';
export { DetectionDesk } from './detection-desk.js';
export { trackShape } from './track.js';
