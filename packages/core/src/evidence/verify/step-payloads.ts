import { fromHex, toHex } from '../hex.js';
import { deletionOf, say, utcText } from './check.js';
import type { KnownPayload, Verification } from './check.js';

// Comparing each altered file with each other is for a few; more is no swap but a ruin.
const MOST_COMPARED = 40;
const MOST_OVERLAPS = 100;

/** Payloads by the file that they are in, in the order in which they lie there: what is packed has to be unpacked only once. */
type Parts = ReadonlyMap<string, readonly KnownPayload[]>;

/** Step: every byte that an entry vouches for. */
export async function checkPayloads(check: Verification): Promise<void> {
  const parts = partsOf(check);
  const total = check.payloads.reduce((sum, payload) => sum + payload.bytes, 0);
  const wrong: KnownPayload[] = [];
  const good = new Map<string, KnownPayload[]>();
  let done = 0;
  for (const payloads of parts.values()) {
    const isRead = !sayOverlap(check, payloads);
    for (const payload of payloads) {
      if (isRead && !sayAbsent(check, payload, payloads)) {
        const right = await holds(check, payload, payload.file);
        if (right) listOf(good, payload.chain).push(payload);
        else wrong.push(payload);
      }
      done += payload.bytes;
      check.onProgress?.(done, total);
    }
  }
  await sayWrong(check, wrong, parts);
  sayGood(check, good);
}

function partsOf({ payloads }: Verification): Parts {
  const parts = new Map<string, KnownPayload[]>();
  for (const payload of payloads) listOf(parts, payload.file).push(payload);
  for (const of of parts.values()) of.sort((a, b) => a.offset - b.offset);
  return parts;
}

/** Entries that vouch for the same bytes again and again would have them read as often; no recorder writes that. */
function sayOverlap(check: Verification, payloads: readonly KnownPayload[]): boolean {
  const [first] = payloads;
  let [end, again] = [0, 0];
  for (const { offset, bytes } of payloads) {
    if (offset < end) again += 1;
    end = Math.max(end, offset + bytes);
  }
  const there = check.sizes.get(first?.file ?? '') ?? 0;
  const vouched = payloads.reduce((sum, { offset, bytes }) => (offset + bytes > there ? sum : sum + bytes), 0);
  if (!first || (vouched <= 2 * there && again <= MOST_OVERLAPS)) return false;
  const text = `${again} entries of ${first.chain} vouch for bytes of ${first.file} that others before them vouch for: they were made up.`;
  say(check, 'altered', 'payloads_overlap', text, { file: first.file });
  return true;
}

const placeOf = ({ file, from_s, to_s }: KnownPayload) => ({ file, from_s, to_s });

/** Says what is not there at all or not whole; true when there is nothing left to hash. */
function sayAbsent(check: Verification, payload: KnownPayload, payloads: readonly KnownPayload[]): boolean {
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
    if (isWholeFile(payload, payloads)) return false;
    say(check, 'missing', 'payload_truncated', text, placeOf(payload));
    return true;
  }
  return false;
}

/** Only one payload is in its file, so that the file can be a whole other one. */
const isWholeFile = ({ offset }: KnownPayload, payloads: readonly KnownPayload[] | undefined): boolean =>
  offset === 0 && payloads?.length === 1;

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

async function sayWrong(check: Verification, wrong: readonly KnownPayload[], parts: Parts): Promise<void> {
  const holders =
    wrong.length <= MOST_COMPARED ? await foundElsewhere(check, wrong, parts) : new Map<KnownPayload, KnownPayload>();
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
  parts: Parts,
): Promise<Map<KnownPayload, KnownPayload>> {
  const whole = wrong.filter((payload) => isWholeFile(payload, parts.get(payload.file)));
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
  const all = new Map<string, number>();
  for (const { chain } of check.payloads) all.set(chain, (all.get(chain) ?? 0) + 1);
  for (const [chain, payloads] of good) {
    const of = all.get(chain);
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
