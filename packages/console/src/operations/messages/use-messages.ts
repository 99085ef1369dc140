/** Messages to crews, as the live state has them. */
import type { CrewMessage } from '@outrider/schema';
import { useMemo } from 'react';
import { useLive } from '../../live/hooks.js';

const none: never[] = [];

/** Messages to the crew of one flight that were not dismissed, or all that nobody has answered; oldest first. */
export function useMessages(flightId: string | null): CrewMessage[] {
  const messages = useLive((state) => state.messages, none);
  return useMemo(
    () =>
      flightId === null
        ? messages.filter(({ state }) => state === 'new')
        : messages.filter(({ flight_id, state }) => flight_id === flightId && state !== 'dismissed'),
    [messages, flightId],
  );
}
