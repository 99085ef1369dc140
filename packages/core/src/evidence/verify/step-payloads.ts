import { fromHex, toHex } from '../hex.js';
import { deletionOf, say, utcText } from './check.js';
import type { KnownPayload, Verification } from './check.js';

// Comparing each altered file with each other is for a few; more is no swap but a ruin.
const MOST_COMPARED = 40;

/** Step: every byte that an entry vouches for. */
export async function checkPayloads(check: Verification): Promise<void> {
  const total = check.payloads.reduce((sum, payload) => sum + payload.bytes, 0);
  const wrong: KnownPayload[] = [];
  const good = new Map<string, KnownPayload[]>();
  let done = 0;
  for (const payload of check.payloads) {
    if (!sayAbsent(check, payload)) {
      const right = await holds(check, payload, payload.file);
      if (right) listOf(good, payload.chain).push(payload);
      else wrong.push(payload);
    }
    done += payload.bytes;
    check.onProgress?.(done, total);
  }
  await sayWrong(check, wrong);
  sayGood(check, good);
}

const placeOf = ({ file, from_s, to_s }: KnownPayload) => ({ file, from_s, to_s });

/** Says what is not there at all or not whole; true when there is nothing left to hash. */
function sayAbsent(check: Verification, payload: KnownPayload): boolean {
  const there = check.sizes.get(payload.file);
  const { label } = payload;
  if (there === undefined) {
    const deletion = deletionOf(check, payload.file);
    if (deletion) {
      const when = utcText(deletion.deleted_at_utc_ms);
      const text = `Hole: ${label} was deleted by the agency on ${when}: ${deletion.reason} The chain still proves that its ${payload.bytes} bytes were there.`;
      say(check, 'note', 'payload_deleted', text, placeOf(payload));
    } else {
      say(check, 'missing', 'payload_removed', `${label} was removed.`, placeOf(payload));
    }
    return true;
  }
  if (there < payload.offset + payload.bytes) {
    const left = Math.max(0, there - payload.offset);
    const text = `${label} was cut short: ${left} of ${payload.bytes} bytes are there.`;
    if (isWholeFile(check, payload)) return false;
    say(check, 'missing', 'payload_truncated', text, placeOf(payload));
    return true;
  }
  return false;
}

/** Only one payload is in its file, so that the file can be a whole other one. */
const isWholeFile = ({ payloads }: Verification, { file, offset }: KnownPayload): boolean =>
  offset === 0 && payloads.filter((payload) => payload.file === file).length === 1;

/** Whether the bytes of `file` are those of the payload. */
async function holds(check: Verification, payload: KnownPayload, file: string): Promise<boolean> {
  const there = check.sizes.get(file) ?? 0;
  if (there < payload.offset + payload.bytes) return false;
  const hash = check.digests.startSha256();
  hash.update(fromHex(payload.salt));
  if (payload.bytes > 0)
    for await (const chunk of check.files.read(file, payload.offset, payload.bytes)) hash.update(chunk);
  check.payloadBytes += payload.bytes;
  return toHex(await hash.digest()) === payload.sha256;
}

async function sayWrong(check: Verification, wrong: readonly KnownPayload[]): Promise<void> {
  const holders =
    wrong.length <= MOST_COMPARED ? await foundElsewhere(check, wrong) : new Map<KnownPayload, KnownPayload>();
  const said = new Set<KnownPayload>();
  for (const payload of wrong) {
    if (said.has(payload)) continue;
    const holder = holders.get(payload);
    if (!holder) {
      say(check, 'altered', 'payload_altered', `${payload.label} was altered.`, placeOf(payload));
    } else if (holders.get(holder) === payload) {
      said.add(holder);
      say(check, 'altered', 'payloads_swapped', `${payload.label} and ${holder.label} were swapped.`, placeOf(payload));
    } else {
      say(
        check,
        'altered',
        'payload_moved',
        `${payload.label} was altered; its bytes lie in the place of ${holder.label}.`,
        placeOf(payload),
      );
    }
  }
}

/** For altered files: in the place of which other altered one their bytes lie. */
async function foundElsewhere(
  check: Verification,
  wrong: readonly KnownPayload[],
): Promise<Map<KnownPayload, KnownPayload>> {
  const whole = wrong.filter((payload) => isWholeFile(check, payload));
  const found = new Map<KnownPayload, KnownPayload>();
  for (const payload of whole) {
    for (const holder of whole) {
      if (holder === payload || check.sizes.get(holder.file) !== payload.bytes) continue;
      if (await holds(check, payload, holder.file)) found.set(payload, holder);
    }
  }
  return found;
}

function sayGood(check: Verification, good: ReadonlyMap<string, readonly KnownPayload[]>): void {
  for (const [chain, payloads] of good) {
    const of = check.payloads.filter((payload) => payload.chain === chain).length;
    const bytes = payloads.reduce((sum, payload) => sum + payload.bytes, 0);
    const name =
      chain === 'chain.jsonl' ? 'The files of the flight' : (payloads[0]?.label.replace(/, segment.*$/, '') ?? chain);
    const text = `${capital(name)}: ${payloads.length} of ${of} parts (${bytes} bytes) are as they were recorded.`;
    say(check, 'proven', 'payloads', text, { file: chain });
  }
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
