import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoSeed } from '@outrider/schema';
import { writeFileAtomically } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';
import { replaceAddresses } from '../addresses/store.js';
import { hostId, insertAgency, listAgencies } from '../agencies/store.js';
import { insertAircraft } from '../aircraft/store.js';
import { saveTerrain, saveVolumes } from '../airspace/store.js';
import { saveCrew } from '../crew/store.js';
import { enterIncidents } from '../incidents/enter.js';
import { saveBaseMap } from '../map/store.js';
import type { Account } from '../platform/auth/first-start.js';
import { hashPassword } from '../platform/auth/passwords.js';
import { newPassword } from '../platform/auth/secrets.js';
import type { AgencyTransaction, Store } from '../platform/index.js';
import { savePolicy } from '../policy/store.js';
import { saveSite } from '../sites/store.js';
import { saveApprovedMakers } from '../trust/store.js';
import { insertUser } from '../users/store.js';
import { saveBinding } from '../vehicles/routes.js';

const YEAR_MS = 31_536_000_000;
/** What the demo's pilots bring along, so that they are current on the first day. */
const EARLIER_FLIGHTS = 12;

/** Short name under which the settings' simulated link is set up. */
export const demoSlug = (settings: Settings): string =>
  settings.gateway.links.find(({ simulated }) => simulated)?.agency ?? 'demo';

const accountsFile = (dataDir: string): string => path.join(dataDir, 'demo-accounts.json');

/** Accounts of the demo from its first start; empty when there is none. */
export function demoAccounts(dataDir: string): Account[] {
  const file = accountsFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Account[]) : [];
}

/** True when the demo's agency is there already. */
export async function hasDemo(store: Store, slug: string): Promise<boolean> {
  return (await listAgencies(store)).some((agency) => agency.slug === slug);
}

/** Imports the whole agency in one transaction. Passwords are made here and written to a file that only this user can read. */
export async function importDemo(store: Store, seed: DemoSeed, slug: string, dataDir: string): Promise<Account[]> {
  const accounts = seed.users.map(({ username, roles }) => ({ username, roles: [...roles], password: newPassword() }));
  writeFileAtomically(accountsFile(dataDir), `${JSON.stringify(accounts, null, 2)}\n`);
  const hashes = await Promise.all(accounts.map((account) => hashPassword(account.password)));
  await store.inAgency(await hostId(store), async (transaction) => {
    const agency = await insertAgency(transaction, seed.agency, slug);
    await transaction.within(agency.id, (inside) => importAll(inside, seed, hashes));
  });
  return accounts;
}

async function importAll(transaction: AgencyTransaction, seed: DemoSeed, hashes: readonly string[]): Promise<void> {
  await savePolicy(transaction, seed.policy);
  await saveApprovedMakers(transaction, seed.approved_makers);
  await importUsers(transaction, seed, hashes);
  await importFleet(transaction, seed);
  await saveVolumes(transaction, seed.volumes, null);
  await saveTerrain(transaction, seed.terrain);
  await saveBaseMap(transaction, seed.base_map);
  await replaceAddresses(transaction, seed.addresses);
  await enterIncidents(transaction, seed.incidents, { source: 'form', actor: null });
}

async function importUsers(transaction: AgencyTransaction, seed: DemoSeed, hashes: readonly string[]): Promise<void> {
  const { nowUtcMs } = transaction;
  for (const [index, { username, display_name, roles, on_duty }] of seed.users.entries()) {
    const user = { username, display_name, roles, password_hash: hashes[index] ?? '' };
    const { id } = await insertUser(transaction, user);
    if (!roles.includes('rpic') && !roles.includes('tele_operator')) continue;
    await saveCrew(transaction, id, {
      on_duty,
      on_duty_since_utc_ms: on_duty ? nowUtcMs : null,
      certificate_number: `DEMO-${String(index + 1).padStart(4, '0')}`,
      certificate_expires_on: new Date(nowUtcMs + YEAR_MS).toISOString().slice(0, 10),
      earlier_flights: EARLIER_FLIGHTS,
      earlier_flights_utc_ms: nowUtcMs,
    });
  }
}

async function importFleet(transaction: AgencyTransaction, seed: DemoSeed): Promise<void> {
  const sites = seed.sites.map((site) => ({ address: '', ...site, id: transaction.newId() }));
  for (const site of sites) await saveSite(transaction, site);
  for (const { aircraft, site, vehicle_key } of seed.aircraft) {
    const site_id = site === null ? null : (sites[site]?.id ?? null);
    const id = await insertAircraft(transaction, { ...aircraft, site_id });
    if (vehicle_key !== null) await saveBinding(transaction, id, vehicle_key, null);
  }
}
