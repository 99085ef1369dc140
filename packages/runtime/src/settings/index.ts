export { environmentName, settingsFromEnvironment } from './environment.js';
export type { Instance, ResolvedSettings } from './instance.js';
export { loadSettings } from './load.js';
export type { LoadOptions } from './load.js';
export { readResolvedSettings } from './resolved.js';
export { LinkSettingsSchema, SettingsSchema } from './schema.js';
export type { LinkSettings, Settings } from './schema.js';
export { parseSettings } from './validate.js';
