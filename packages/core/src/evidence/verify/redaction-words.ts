import type { ChainEntry } from '@outrider/schema';
import { isTime } from '../shape.js';
import { utcText } from './check.js';

/** What an entry of a redaction's chain says of where it comes from and who made it, a whole sentence; null for any other entry. */
export function redactionWords({ kind, body }: ChainEntry): string | null {
  switch (kind) {
    case 'redaction_parent': {
      const [from, to] = [body['from_utc_ms'], body['to_utc_ms']];
      const span = isMoment(from) && isMoment(to) ? `, ${utcText(from)} to ${utcText(to)}` : '';
      return `Redacted video of camera ${text(body['camera_id'])} of flight ${text(body['flight_id'])}${span}: parts of it were hidden by people with the help of software.`;
    }
    case 'redaction_plan': {
      const editors = Array.isArray(body['edited_by']) ? body['edited_by'].map(text).join(', ') : 'unknown';
      return `What is hidden was drawn by ${editors}; it is version ${text(body['version'])} of the plan, with the SHA-256 ${text(body['plan_sha256'])}.${originWords(body['origins'])}`;
    }
    case 'redaction_signed_off':
      return `It was looked through and signed off by ${text(body['by'])}.`;
    default:
      return null;
  }
}

/** How many regions people drew, and what they decided on proposals; nothing where the record does not say. */
function originWords(origins: unknown): string {
  if (typeof origins !== 'object' || origins === null) return '';
  const { drawn, accepted, rejected } = origins as Record<string, unknown>;
  if (![drawn, accepted, rejected].every(isNumber)) return '';
  return ` People drew ${text(drawn)} regions; of what a detector proposed they accepted ${text(accepted)} and rejected ${text(rejected)}.`;
}

const isMoment = (value: unknown): value is number => isTime(value);
const isNumber = (value: unknown): value is number => typeof value === 'number';
const text = (value: unknown): string => (typeof value === 'string' || isNumber(value) ? String(value) : 'unknown');
