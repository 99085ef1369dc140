import { useQuery } from '@tanstack/react-query';
import { call } from '../../live/api.js';

/** Custody of a record as its page keeps it; what changes something invalidates ['custody', flightId]. */
export const useCustody = (flightId: string) =>
  useQuery({
    queryKey: ['custody', flightId],
    queryFn: () => call('GET', '/flights/{id}/custody', { path: { id: flightId } }),
  });
