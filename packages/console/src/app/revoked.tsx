import { useEffect } from 'react';
import { useLiveView } from '../live/hooks.js';
import { leave } from './session.js';

/** Ends the session here when the server ended it there. */
export function Revoked() {
  const reason = useLiveView((view) => view.revoked);
  useEffect(() => {
    if (reason !== null) leave(reason || 'Your session was ended. Sign in again.');
  }, [reason]);
  return null;
}
