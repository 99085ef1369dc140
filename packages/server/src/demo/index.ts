import type { Weather } from '@outrider/schema';
import type { Instance, Timer } from '@outrider/runtime';
import type { Account } from '../platform/auth/first-start.js';
import { listAgencies } from '../agencies/store.js';
import type { Services } from '../services.js';
import { saveWeather } from '../weather/store.js';
import { demoAccounts, demoSlug, hasDemo, importDemo } from './import.js';
import { readSeed } from './seed.js';

const WEATHER_EVERY_MS = 30 * 60_000;

/** With `demo` on: makes the demo's agency at the first start. Returns its accounts to be printed, empty without a demo. */
export async function startDemo({ settings, store, logger }: Services, instance: Instance): Promise<Account[]> {
  if (!settings.demo) return [];
  const slug = demoSlug(settings);
  if (await hasDemo(store, slug)) return demoAccounts(instance.data_dir);
  if (instance.demo_seed_file === null) return [];
  const seed = await readSeed(instance.demo_seed_file);
  const accounts = await importDemo(store, seed, slug, instance.data_dir);
  logger.info({ agency: seed.agency, aircraft: seed.aircraft.length }, 'demo: agency made');
  return accounts;
}

/** A fine day, reported by the demo's own station as long as the server runs; null without a demo. */
export function startDemoWeather(services: Services): Timer | null {
  const { settings, store, clock, logger } = services;
  if (!settings.demo) return null;
  const report = async (): Promise<void> => {
    const agency = (await listAgencies(store)).find(({ slug }) => slug === demoSlug(settings));
    if (!agency) return;
    await store.inAgency(agency.id, (transaction) => saveWeather(transaction, fineDay(transaction.nowUtcMs), null));
  };
  const tell = (): void => {
    report().catch((error: unknown) => logger.warn({ error }, 'demo: no weather report'));
  };
  tell();
  return clock.setInterval(tell, WEATHER_EVERY_MS);
}

const fineDay = (nowUtcMs: number): Weather => ({
  source: 'manual',
  station: 'DEMO',
  text: 'Report of the demo town',
  observed_at_utc_ms: Math.round(nowUtcMs),
  wind_speed_mps: 3,
  wind_gust_mps: 5,
  wind_from_deg: 250,
  visibility_m: 16_000,
  ceiling_agl_m: 3_000,
  temperature_c: 18,
  precipitation: 'none',
});
