export { findByOnvif } from './find.js';
