import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
import { useCan, useUserId } from '../app/session.js';
import { useLive } from '../live/hooks.js';
import { playTone, sound } from './sound.js';
import { newlyWaiting, waitingFor } from './waiting.js';
import './alerts.css';

const none: never[] = [];

/** Requests and questions that wait for this RPIC: a tone when one comes, and on pages that do not show them the way there. */
export function WaitingForYou() {
  const flights = useLive((state) => state.flights, none);
  const crew = useLive((state) => state.crew, none);
  const me = useUserId();
  const may = useCan('flights:accept');
  const [location] = useLocation();
  const told = useRef(new Set<string>());
  const waiting = may ? waitingFor(me, flights, crew) : none;
  const key = waiting.join();
  const { ready } = useSyncExternalStore(sound.subscribe, sound.get);
  useEffect(() => {
    // What nobody could hear yet sounds once sound is there.
    if (!ready) return;
    if (newlyWaiting(key === '' ? [] : key.split(','), told.current).length > 0) playTone('caution');
  }, [key, ready]);
  if (waiting.length === 0 || location.startsWith('/operations')) return null;
  return (
    <div role="alert">
      <Link href="/operations" className="waiting">
        <b>{waiting.length === 1 ? 'One request or question waits' : `${waiting.length} requests or questions wait`}</b>
        <span>for your answer</span>
      </Link>
    </div>
  );
}
