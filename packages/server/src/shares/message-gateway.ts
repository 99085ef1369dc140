import { createHmac } from 'node:crypto';
import type { MessageGateway, MessageGatewayInput } from '@outrider/schema';
import type { Clock } from '@outrider/runtime';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

const TRIES = 3;
const WAIT_MS = 1_000;
const ANSWER_WITHIN_MS = 5_000;

export interface GatewayAccess {
  url: string;
  secret: string | null;
}
export interface ShortMessage {
  to: string;
  text: string;
  url: string;
}

async function load({ sql }: AgencyTransaction) {
  return sql.selectFrom('message_gateways').select(['url', 'secret']).executeTakeFirst();
}

export async function loadGateway(transaction: AgencyTransaction): Promise<MessageGateway> {
  const row = await load(transaction);
  return { url: row?.url ?? null, has_secret: row?.secret != null };
}

/** Throws message_gateway_missing. */
export async function loadAccess(transaction: AgencyTransaction): Promise<GatewayAccess> {
  const row = await load(transaction);
  if (row?.url == null) throw refuse('message_gateway_missing', 'No message gateway is set for this agency.');
  return { url: row.url, secret: row.secret };
}

export async function saveGateway(
  transaction: AgencyTransaction,
  { url, secret }: MessageGatewayInput,
): Promise<MessageGateway> {
  const values = { url, ...(secret === undefined ? {} : { secret }) };
  await transaction.sql
    .insertInto('message_gateways')
    .values({ agency_id: transaction.agencyId, secret: null, ...values })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet(values))
    .execute();
  return loadGateway(transaction);
}

/**
 * `t=<Unix seconds>,v1=<hex>`: HMAC-SHA256 (RFC 2104) with the agency's secret over "<seconds>.<body>", so that the gateway knows who
 * sends and that nobody says it again later.
 */
export function signature(secret: string, body: string, utcMs: number): string {
  const seconds = Math.floor(utcMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** Hands a message to the agency's gateway, three times at most. Throws message_gateway_failed with what it answered. */
export async function sendShort({ url, secret }: GatewayAccess, message: ShortMessage, clock: Clock): Promise<void> {
  const body = JSON.stringify(message);
  let answer = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await clock.sleep(WAIT_MS * 2 ** (attempt - 1));
    const signed: Record<string, string> =
      secret === null ? {} : { 'x-outrider-signature': signature(secret, body, clock.utcMs()) };
    const status = await post(url, body, signed);
    if (typeof status === 'number' && status >= 200 && status < 300) return;
    answer = typeof status === 'number' ? `it answered ${status}` : 'it does not answer';
    // What it refuses once it refuses again.
    if (typeof status === 'number' && status >= 400 && status < 500 && status !== 429) break;
  }
  throw refuse('message_gateway_failed', `The message gateway at ${new URL(url).host} did not take it: ${answer}.`);
}

/** The status, or null without an answer. Redirects are not followed: what is sent is for this address alone. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
