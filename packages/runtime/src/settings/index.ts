export type { Instance, ResolvedSettings } from './instance.js';
export { LinkSettingsSchema, SettingsSchema } from './schema.js';
export type { LinkSettings, Settings } from './schema.js';
