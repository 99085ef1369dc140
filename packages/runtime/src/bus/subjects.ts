import { OutriderError } from '../errors/index.js';

/** Longest subject in bytes; keeps a frame's header small and an attacker's subject bounded. */
export const MAX_SUBJECT_LENGTH = 255;

/** True for a subject that can be published to: dot-separated tokens without wildcards, blanks or empty tokens. */
export function isSubject(text: string): boolean {
  return (
    text.length <= MAX_SUBJECT_LENGTH &&
    /^[\x21-\x7e]+$/.test(text) &&
    text.split('.').every((t) => t !== '' && t !== '*' && t !== '>')
  );
}

/** True for a subscription pattern: `*` as a whole token, `>` as the last token. */
export function isPattern(text: string): boolean {
  if (text.length > MAX_SUBJECT_LENGTH || !/^[\x21-\x7e]+$/.test(text)) return false;
  const tokens = text.split('.');
  return tokens.every((token, index) => token !== '' && (token !== '>' || index === tokens.length - 1));
}

/** Throws bus_bad_subject. */
export function assertSubject(text: string): void {
  if (!isSubject(text)) throw badSubject('subject', text);
}

/** Throws bus_bad_subject. */
export function assertPattern(text: string): void {
  if (!isPattern(text)) throw badSubject('pattern', text);
}

function badSubject(kind: string, text: string): OutriderError {
  return new OutriderError(
    'bus_bad_subject',
    `"${text.slice(0, 80)}" is no bus ${kind}.`,
    'Use printable ASCII tokens parted by dots; wildcards only in subscriptions.',
  );
}

/** NATS subject matching: `*` stands for one token, a final `>` for one or more. */
export function matches(pattern: string, subject: string): boolean {
  const wanted = pattern.split('.');
  const given = subject.split('.');
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === '>') return given.length > i;
    if (i >= given.length || (wanted[i] !== '*' && wanted[i] !== given[i])) return false;
  }
  return wanted.length === given.length;
}
