export { writeFileAtomically } from './atomic-write.js';
export { RotatingFile } from './rotating-file.js';
export { socketFolder } from './socket-folder.js';
