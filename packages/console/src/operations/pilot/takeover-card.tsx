import type { Flight } from '@outrider/schema';
import { useEffect, useState } from 'react';
import { playTone } from '../../alerts/sound.js';
import { control } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { attempt } from '../../ui/notices.js';
import { useAuthority } from './use-authority.js';

/** Somebody asks the one who steers for control: ten seconds to grant; without an answer nothing changes. */
export function TakeoverCard({ flight }: { flight: Flight }) {
  const { lease, steering, isRpic } = useAuthority(flight);
  const request = lease?.requested_by ?? null;
  const left = useCountdown(request ? `${request.user_id}${lease?.epoch}` : null, request?.open_for_ms ?? 0);
  const concerned = request !== null && (steering || isRpic);
  useEffect(() => {
    if (concerned) playTone('caution');
  }, [concerned]);
  if (!request || left <= 0 || !(steering || isRpic)) return null;
  const grant = () =>
    void attempt('Control was not handed over', () => control('grant_takeover', flight.aircraft_id, 'aircraft'));
  return (
    <div className="glass takeover" role="alertdialog" aria-label="Control is asked for">
      <span>
        <b>{request.name}</b> asks for control · <span className="num">{Math.ceil(left / 1000)} s</span>
      </span>
      {steering ? (
        <>
          <Button kind="primary" compact onClick={grant}>
            Hand over to {request.name}
          </Button>
          <span className="small muted">Keep steering to keep it.</span>
        </>
      ) : (
        <span className="small muted">
          {lease?.holder_name ?? 'Whoever steers'} decides; you may take it at any time.
        </span>
      )}
    </div>
  );
}

/** Milliseconds left of a request, counted from when it was first seen. */
function useCountdown(key: string | null, openForMs: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (key === null) {
      setLeft(0);
      return;
    }
    const until = performance.now() + openForMs;
    setLeft(openForMs);
    const timer = setInterval(() => setLeft(Math.max(0, until - performance.now())), 200);
    return () => clearInterval(timer);
  }, [key, openForMs]);
  return left;
}
