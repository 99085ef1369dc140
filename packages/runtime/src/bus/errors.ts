import { OutriderError } from '../errors/index.js';
import { assertSubject } from './subjects.js';

export function busTimeout(subject: string, timeoutMs: number): OutriderError {
  return new OutriderError(
    'bus_timeout',
    `No answer on "${subject}" within ${timeoutMs} ms.`,
    'See in the log whether the process that answers it is running and not overloaded.',
  );
}

export function busNoResponder(subject: string): OutriderError {
  return new OutriderError(
    'bus_no_responder',
    `Nobody answers "${subject}".`,
    'The process that answers it is not running yet or has stopped; see "outrider doctor" and its log.',
  );
}

export function busClosed(): OutriderError {
  return new OutriderError(
    'bus_closed',
    'The connection between the processes is down.',
    'It is retried by itself; see whether the supervisor (or the NATS server) is running.',
  );
}

/** Largest message in bytes, which is what a NATS server takes by default; bigger things go through a file. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Throws bus_bad_subject or bus_message_too_large. */
export function assertMessage(subject: string, bytes: Uint8Array): void {
  assertSubject(subject);
  if (bytes.byteLength <= MAX_MESSAGE_BYTES) return;
  throw new OutriderError(
    'bus_message_too_large',
    `A message of ${bytes.byteLength} bytes on "${subject}" is over the limit of ${MAX_MESSAGE_BYTES}.`,
    'Send it in parts or through a file.',
  );
}
