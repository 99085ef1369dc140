import type { MessageInput } from '@outrider/protocol/mavlink';

const CHUNK = 50;

/** PX4 ends a text with a TAB (the reader's cue that an event carries the same) and cuts long ones in two or more frames. */
export function statusTexts(severity: number, text: string, id: number): MessageInput<'STATUSTEXT'>[] {
  const whole = `${text}\t`;
  if (whole.length <= CHUNK) return [{ severity, text: whole }];
  const chunks: MessageInput<'STATUSTEXT'>[] = [];
  for (let at = 0; at < whole.length; at += CHUNK) {
    chunks.push({ severity, text: whole.slice(at, at + CHUNK), id, chunk_seq: chunks.length });
  }
  // A last chunk that fills its field needs an empty one behind it to show the end.
  if (whole.length % CHUNK === 0) chunks.push({ severity, text: '', id, chunk_seq: chunks.length });
  return chunks;
}
