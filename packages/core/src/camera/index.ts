export * from './first-look.js';
export * from './ground-position.js';
export * from './picture-angles.js';
export * from './sight.js';
