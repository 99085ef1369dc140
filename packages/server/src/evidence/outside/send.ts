import path from 'node:path';
import { nodeDigests } from '@outrider/record/chain';
import { writeLasting } from '@outrider/record/seal';
import { makeTimestampQuery, readTimestampAnswer } from '@outrider/record/timestamp';
import type { Settings } from '@outrider/runtime';
import type { CheckpointTarget, SignedCheckpoint } from '@outrider/schema';
import { createTransport } from 'nodemailer';

const ANSWER_WITHIN_MS = 10_000;
/** A token with its chain of certificates stays far below. */
const MOST_ANSWER_BYTES = 256 * 1024;

export interface SendContext {
  /** The host's folder for checkpoints; null: there is none. */
  folder: string | null;
  mail: Settings['mail'];
}
export interface Place {
  kind: CheckpointTarget['kind'];
  url: string;
}
interface Parcel {
  agencyId: string;
  place: Place;
  checkpoint: SignedCheckpoint;
}

const WAYS: Readonly<Record<Place['kind'], (context: SendContext, parcel: Parcel) => Promise<Uint8Array | null>>> = {
  folder: keepInFolder,
  webhook: post,
  mail,
  timestamp: stamp,
};

/** Brings a checkpoint to a place; a time-stamp token comes back where the place stamps. Throws an Error that says why it did not work. */
export const sendCheckpoint = (context: SendContext, parcel: Parcel): Promise<Uint8Array | null> =>
  WAYS[parcel.place.kind](context, parcel);

async function keepInFolder({ folder }: SendContext, { agencyId, checkpoint }: Parcel): Promise<null> {
  if (folder === null) throw new Error('The host has set no folder for checkpoints any more.');
  const { size, note, created_at_utc_ms } = checkpoint;
  const time = new Date(created_at_utc_ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  // None is ever overwritten: an older one is what proves something.
  await writeLasting(path.join(folder, agencyId, `${String(size).padStart(10, '0')}-${time}.txt`), Buffer.from(note));
  return null;
}

/** The body is the signed note, so whoever gets it can check it; a redirection is no delivery. */
async function post(_context: SendContext, { place, checkpoint }: Parcel): Promise<null> {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  const answer = await ask(place.url, checkpoint.note, headers);
  await answer.body?.cancel();
  return null;
}

async function ask(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Response> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
  if (answer.ok) return answer;
  await answer.body?.cancel();
  throw new Error(`It answered with ${answer.status}.`);
}

/** One message for each checkpoint; the note is attached as it is, so that the mailbox is an archive that verifies. */
async function mail({ mail: settings }: SendContext, { place, checkpoint }: Parcel): Promise<null> {
  const { host, port, security, username, password, from } = settings;
  if (host === null || from === null) throw new Error('The host has set up no mail any more.');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(username === null ? {} : { auth: { user: username, pass: password ?? '' } }),
    connectionTimeout: ANSWER_WITHIN_MS,
    greetingTimeout: ANSWER_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const attachments = [{ filename: `checkpoint-${checkpoint.size}.txt`, content: checkpoint.note }];
    const subject = `Outrider checkpoint of ${checkpoint.size} leaves`;
    await transport.sendMail({ from, to: place.url, subject, text: letter(checkpoint), attachments });
  } finally {
    transport.close();
  }
  return null;
}

const letter = ({ size, note, created_at_utc_ms }: SignedCheckpoint): string =>
  [
    `This is a signed checkpoint of an agency's log of flight records: ${size} leaves, ${new Date(created_at_utc_ms).toISOString()}.`,
    'Keep this message. Whoever holds it can show later that no record logged until then was removed or replaced:',
    'outrider verify RECORD --checkpoint FILE, with the attached file.',
    '',
    note,
  ].join('\n');

/** The token of a time-stamping authority over the note (RFC 3161 section 3.4). */
async function stamp(_context: SendContext, { place, checkpoint }: Parcel): Promise<Uint8Array> {
  const query = makeTimestampQuery(nodeDigests.sha256(Buffer.from(checkpoint.note)));
  const answer = await ask(place.url, Uint8Array.from(query.der), { 'content-type': 'application/timestamp-query' });
  const length = Number(answer.headers.get('content-length') ?? 0);
  if (length > MOST_ANSWER_BYTES) throw new Error('Its answer is larger than that of any time-stamping authority.');
  return readTimestampAnswer(new Uint8Array(await answer.arrayBuffer()), query);
}
