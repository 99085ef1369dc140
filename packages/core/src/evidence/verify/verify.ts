import type { VerificationReport } from '@outrider/schema';
import { isObject, parsedJson } from '../shape.js';
import type { Verification, VerifyOptions } from './check.js';
import { countedKey, say } from './check.js';
import { HEADER_FILE, readSmall } from './record-files.js';
import { checkAddenda } from './step-addenda.js';
import { checkChains, isChainFile } from './step-chains.js';
import { checkCustody } from './step-custody.js';
import { checkExport } from './step-export.js';
import { checkFiles } from './step-files.js';
import { checkLog } from './step-log.js';
import { checkParent } from './step-parent.js';
import { checkPayloads } from './step-payloads.js';
import { checkSeal, textOf } from './step-seal.js';

/** In this order: who signed, what the chains say, what lies there, what the log and outsiders know, how it was given out, who had it in hand, and what it was made from. */
const STEPS: readonly ((check: Verification) => Promise<void>)[] = [
  checkSeal,
  checkChains,
  checkPayloads,
  checkFiles,
  checkLog,
  checkExport,
  checkCustody,
  checkParent,
];

/**
 * Verifies the record of a flight with nothing but its files: what is proven, what is missing and what was altered. Never throws
 * for what is in the record; errors of reading (a disk, a broken archive) come through.
 */
export async function verifyRecord(options: VerifyOptions): Promise<VerificationReport> {
  const sizes = new Map((await options.files.list()).map(({ file, bytes }) => [file, bytes]));
  const check: Verification = {
    ...options,
    sizes,
    findings: [],
    said: new Map(),
    confirmed: true,
    sealed: null,
    manifestHash: null,
    history: [],
    keys: [],
    signedBy: null,
    deleted: new Map(),
    oldDeletions: [],
    exportNumber: null,
    payloads: [],
    leaves: null,
    confirmedLeaves: 0,
    statements: [],
    entries: 0,
    chains: 0,
    payloadBytes: 0,
  };
  const header = await readHeader(check);
  const isRecord = header !== null || sizes.has('manifest.json') || [...sizes.keys()].some(isChainFile);
  if (!isRecord) {
    say(check, 'unknown', 'no_record', 'This is no record of a flight: it holds neither record.json nor a chain.');
    return reportOf(check, header, 'unreadable');
  }
  for (const step of STEPS) await step(check);
  await checkAddenda(check, verifyRecord);
  if (check.chains === 0 && !check.sealed)
    say(
      check,
      'unknown',
      'no_chain',
      'The record has no chain, as those made before version 2 of its format: nothing of it is proven.',
    );
  return reportOf(check, header, verdictOf(check));
}

function verdictOf({ findings, sealed, confirmed }: Verification): VerificationReport['verdict'] {
  if (findings.some(({ level }) => level === 'altered' || level === 'missing')) return 'altered';
  if (!sealed) return 'unsealed';
  return confirmed ? 'proven' : 'unconfirmed';
}

interface Header {
  agency_id: string | null;
  flight_id: string | null;
}

async function readHeader({ files, sizes }: Verification): Promise<Header | null> {
  const bytes = await readSmall(files, HEADER_FILE, sizes.get(HEADER_FILE));
  const value = bytes && parsedJson(textOf(bytes) ?? '');
  if (!isObject(value)) return null;
  const text = (found: unknown): string | null => (typeof found === 'string' ? found : null);
  return { agency_id: text(value['agency_id']), flight_id: text(value['flight_id']) };
}

function reportOf(
  check: Verification,
  header: Header | null,
  verdict: VerificationReport['verdict'],
): VerificationReport {
  const manifest = check.sealed?.manifest;
  const { signedBy, trustedKeys } = check;
  return {
    verdict,
    agency_id: manifest?.agency_id ?? header?.agency_id ?? null,
    agency_name: manifest?.agency_name ?? null,
    flight_id: manifest?.flight_id ?? header?.flight_id ?? null,
    flight_number: manifest?.flight_number ?? null,
    sealed_at_utc_ms: manifest?.sealed_at_utc_ms ?? null,
    incomplete_reason: manifest?.incomplete_reason ?? null,
    manifest_sha256: check.manifestHash,
    key_id: signedBy?.keyId ?? null,
    key_trusted: trustedKeys.length > 0 && countedKey(check, signedBy) !== null,
    chains: check.chains,
    entries: check.entries,
    payload_bytes: check.payloadBytes,
    findings: check.findings,
  };
}
