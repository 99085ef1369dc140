/** Short messages to the crew of a flight, from staff and from viewers behind a link. */
import Type, { type Static } from 'typebox';
import { Id, Note, Nullable, Point, Strict, Text, UtcMs, Words } from './primitives.js';
import { MESSAGE_MOST_CHARACTERS } from './share.js';

/** `new`: nobody has answered · `accepted`: seen, its pin stays on the map · `dismissed`: out of the way */
export const MessageState = Words(['new', 'accepted', 'dismissed'] as const);
export type MessageState = Static<typeof MessageState>;
export const CrewMessage = Strict({
  id: Id,
  /** null: a camera that is on no flight */
  flight_id: Nullable(Id),
  aircraft_id: Nullable(Id),
  camera_id: Nullable(Id),
  incident_id: Nullable(Id),
  /** The link it came by; null: from staff */
  share_id: Nullable(Id),
  sender: Text(),
  text: Note(MESSAGE_MOST_CHARACTERS),
  pin: Nullable(Point),
  sent_at_utc_ms: UtcMs,
  state: MessageState,
  answered_by: Nullable(Text()),
  answered_at_utc_ms: Nullable(UtcMs),
});
export type CrewMessage = Static<typeof CrewMessage>;
export const CrewMessageInput = Strict({
  text: Type.Optional(Note(MESSAGE_MOST_CHARACTERS)),
  pin: Type.Optional(Point),
});
export type CrewMessageInput = Static<typeof CrewMessageInput>;
