import { resolve } from 'node:path';
import { loadSettings } from '@outrider/runtime/settings';
import type { Settings } from '@outrider/runtime';

/** The settings that `outrider serve` would use with the same options, with the data folder as an absolute path. */
export function settingsFor(values: { settings?: string | undefined; 'data-dir'?: string | undefined }): Settings {
  const dataDir = values['data-dir'];
  const overrides = dataDir === undefined ? {} : { data_dir: dataDir };
  const settings = loadSettings({ file: values.settings ?? null, overrides });
  return { ...settings, data_dir: resolve(settings.data_dir) };
}
