import { createHash, randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import type { Credentials } from '../ingest/rtsp/authorization.js';

/** An element of an answer: its children and attributes (the latter as `@name`) by their names without prefix. */
export type Element = Readonly<Record<string, unknown>>;

const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const TOKEN = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const MESSAGE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0';

/**
 * A SOAP 1.2 envelope. With a login it carries a WS-UsernameToken, its digest Base64(SHA-1(nonce + created + password)) (OASIS Web
 * Services Security UsernameToken Profile 1.0 section 3.1), which is what the ONVIF Core Specification section 5.9.4 asks for.
 * @param deviceUtcMs time on the device's own clock: a token that is old by that clock is refused
 */
export function envelope(body: string, credentials: Credentials | null, deviceUtcMs: number): string {
  const header = credentials ? `<s:Header>${usernameToken(credentials, deviceUtcMs)}</s:Header>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${body}</s:Body></s:Envelope>`;
}

function usernameToken({ username, password }: Credentials, deviceUtcMs: number): string {
  const nonce = randomBytes(16);
  const created = new Date(deviceUtcMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return [
    `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${SECURITY}" xmlns:wsu="${UTILITY}"><wsse:UsernameToken>`,
    `<wsse:Username>${xmlText(username)}</wsse:Username>`,
    `<wsse:Password Type="${TOKEN}#PasswordDigest">${digest}</wsse:Password>`,
    `<wsse:Nonce EncodingType="${MESSAGE}#Base64Binary">${nonce.toString('base64')}</wsse:Nonce>`,
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`,
  ].join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const xmlText = (text: string): string => text.replace(/[&<>"]/g, (one) => ENTITIES[one]!);

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The body of a SOAP answer; null for what is none. A document type is none (SOAP 1.2 section 5 forbids it), so no entity is ever read. */
export function readBody(text: string): Element | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  try {
    return child(child(parser.parse(text), 'Envelope'), 'Body');
  } catch {
    return null;
  }
}

/** The first element of this name; null where there is none. */
export const child = (of: unknown, name: string): Element | null => children(of, name)[0] ?? null;

/** Every element of this name that holds others or attributes. */
export function children(of: unknown, name: string): Element[] {
  const found = isElement(of) ? of[name] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isElement);
}

/** Text of an element, found by the names that lead to it; null where there is none. At most 500 characters. */
export function textAt(of: unknown, ...names: string[]): string | null {
  let at: unknown = of;
  for (const name of names) {
    const next: unknown = isElement(at) ? at[name] : undefined;
    at = Array.isArray(next) ? (next as unknown[])[0] : next;
  }
  const text = isElement(at) ? at['#text'] : at;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 500) : null;
}

const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a device refuses (SOAP 1.2 section 5.4): the innermost code, without prefix, and its words; null when it does not. */
export function readFault(body: Element): { code: string; reason: string } | null {
  const fault = child(body, 'Fault');
  if (!fault) return null;
  const codes: string[] = [];
  for (let at = child(fault, 'Code'); at; at = child(at, 'Subcode')) codes.push(textAt(at, 'Value') ?? '');
  const code = (codes.at(-1) ?? '').replace(/^.*:/, '');
  return { code, reason: textAt(fault, 'Reason', 'Text') ?? textAt(fault, 'faultstring') ?? code };
}
