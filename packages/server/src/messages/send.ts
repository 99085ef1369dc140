import type { CrewMessage, Point } from '@outrider/schema';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { findMessage, insertMessage, saveAnswer } from './store.js';

type About = Pick<CrewMessage, 'flight_id' | 'aircraft_id' | 'camera_id' | 'incident_id' | 'share_id'>;
export interface Said {
  text?: string;
  pin?: Point;
}

/** Puts a message down, into the flight's story and before the crew. Throws message_empty. */
export async function sendMessage(
  tx: AgencyTransaction,
  sender: string,
  said: Said,
  about: About,
): Promise<CrewMessage> {
  const text = said.text?.trim() ?? '';
  if (text === '' && !said.pin) throw refuse('message_empty', 'Neither words nor a pin were sent.', 'text');
  const message: CrewMessage = {
    ...about,
    id: tx.newId(),
    sender,
    text,
    pin: said.pin ?? null,
    sent_at_utc_ms: tx.nowUtcMs,
    state: 'new',
    answered_by: null,
    answered_at_utc_ms: null,
  };
  await insertMessage(tx, message);
  tellOf(tx, message, 'message', `${sender}: ${wordsOf(message)}`, sender);
  return message;
}

/** Whoever answers last is right: an accepted message may be dismissed later. Throws not_found. */
export async function answerMessage(
  tx: AgencyTransaction,
  id: string,
  state: 'accepted' | 'dismissed',
  by: string,
): Promise<CrewMessage> {
  const message = found(await findMessage(tx, id), 'message');
  if (message.state === state) return message;
  const answered = { ...message, state, answered_by: by, answered_at_utc_ms: tx.nowUtcMs };
  await saveAnswer(tx, answered);
  tellOf(tx, answered, `message_${state}`, `${by} ${state} the message of ${message.sender}: ${wordsOf(message)}`, by);
  return answered;
}

function wordsOf({ text, pin }: CrewMessage): string {
  const place = pin && `pin at ${pin.latitude_deg.toFixed(5)}, ${pin.longitude_deg.toFixed(5)}`;
  return [text, place].filter(Boolean).join(' · ');
}

function tellOf(tx: AgencyTransaction, message: CrewMessage, kind: string, text: string, actor: string): void {
  const { id: message_id, flight_id, aircraft_id, incident_id, camera_id, share_id, pin } = message;
  const data = { message_id, camera_id, share_id, pin, text: message.text };
  tx.event({ kind, text, actor, flight_id, aircraft_id, incident_id, data });
  tx.change({ kind: 'message', value: message });
}
