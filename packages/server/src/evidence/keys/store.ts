import { logOrigin, successionOf } from '@outrider/core/evidence';
import { newPrivateKey, signerOfKey } from '@outrider/record/seal';
import type { Signer } from '@outrider/record/seal';
import type { AgencyPublicKey } from '@outrider/schema';
import { nullableJson } from '../../platform/index.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { lockLogHead } from '../log/head.js';
import { appendLeaf } from '../log/store.js';
import type { KeyVault } from './vault.js';

/** Public keys of the agency, oldest first. */
export async function publicKeys({ sql }: AgencyTransaction): Promise<AgencyPublicKey[]> {
  return sql
    .selectFrom('agency_keys')
    .select(['key_id', 'verifier_key', 'from_utc_ms', 'until_utc_ms', 'succession'])
    .orderBy('from_utc_ms')
    .orderBy('key_id')
    .execute();
}

/** Who signs for the agency now; its first key is made when there is none. Throws evidence_key_locked. */
export async function currentSigner(tx: AgencyTransaction, vault: KeyVault): Promise<Signer> {
  return (await keptSigner(tx, vault)) ?? firstSigner(tx, vault);
}

async function firstSigner(tx: AgencyTransaction, vault: KeyVault): Promise<Signer> {
  // Two that find no key take turns, and the second finds that of the first.
  await lockLogHead(tx);
  return (await keptSigner(tx, vault)) ?? keepNew(tx, vault, null);
}

async function keptSigner({ sql, agencyId }: AgencyTransaction, vault: KeyVault): Promise<Signer | null> {
  const row = await sql.selectFrom('agency_keys').selectAll().where('until_utc_ms', 'is', null).executeTakeFirst();
  if (!row) return null;
  return signerOfKey(logOrigin(agencyId), await vault.open(row.private_key_locked, ownerOf(agencyId, row.key_id)));
}

/**
 * A new key follows the one in use; both sign that it does, and the new one signs for the whole log at once: what was sealed with the
 * old one stays proven by that, and whoever has stolen the old one can add nothing unseen. Throws evidence_key_locked.
 */
export async function rotateKey(tx: AgencyTransaction, vault: KeyVault): Promise<AgencyPublicKey> {
  await lockLogHead(tx);
  const previous = await currentSigner(tx, vault);
  const next = await keepNew(tx, vault, previous);
  const body = { previous: previous.verifierKey, next: next.verifierKey };
  await appendLeaf(tx, { v: 1, kind: 'key_rotated', at_utc_ms: tx.nowUtcMs, body }, next);
  const keys = await publicKeys(tx);
  return keys.find(({ key_id }) => key_id === next.key.keyId)!;
}

const ownerOf = (agencyId: string, keyId: string): string => `${agencyId} ${keyId}`;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function keepNew(tx: AgencyTransaction, vault: KeyVault, previous: Signer | null): Promise<Signer> {
  const { sql, agencyId: agency_id } = tx;
  const pkcs8 = newPrivateKey();
  const signer = signerOfKey(logOrigin(agency_id), pkcs8);
  const { keyId: key_id } = signer.key;
  const from_utc_ms = await nextTime(tx);
  if (previous) {
    const ended = sql.updateTable('agency_keys').set({ until_utc_ms: from_utc_ms });
    await ended.where('key_id', '=', previous.key.keyId).execute();
  }
  const private_key_locked = await vault.lock(pkcs8, ownerOf(agency_id, key_id));
  const succession = nullableJson(previous && successionBy(previous, signer, from_utc_ms));
  const row = { agency_id, key_id, verifier_key: signer.verifierKey, private_key_locked, from_utc_ms };
  await sql
    .insertInto('agency_keys')
    .values({ ...row, until_utc_ms: null, succession })
    .execute();
  return signer;
}

/** Now, or later than the newest key when two are made in one millisecond: their order is that of their times. */
async function nextTime({ sql, nowUtcMs }: AgencyTransaction): Promise<number> {
  const newest = await sql
    .selectFrom('agency_keys')
    .select(({ fn }) => fn.max('from_utc_ms').as('at'))
    .executeTakeFirst();
  return Math.max(nowUtcMs, (newest?.at ?? 0) + 1);
}

function successionBy(previous: Signer, next: Signer, atUtcMs: number): NonNullable<AgencyPublicKey['succession']> {
  const message = successionOf(previous.verifierKey, next.verifierKey, atUtcMs);
  return {
    previous_key_id: previous.key.keyId,
    signature_of_previous_base64: base64(previous.signBytes(message)),
    signature_of_this_base64: base64(next.signBytes(message)),
  };
}
