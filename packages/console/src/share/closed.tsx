import type { ReactNode } from 'react';
import { Mark } from '../app/mark.js';

/** A page that says one thing. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="share-card">
      <p className="share-brand">
        <Mark /> Outrider
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

export function Opening({ trouble }: { trouble: string | null }) {
  return (
    <Card title={trouble ? 'No connection' : 'Opening live video…'}>
      <p role="status">{trouble ? `${trouble} Trying again by itself.` : 'Asking the server.'}</p>
    </Card>
  );
}

export function NotWhole() {
  return (
    <Card title="This link is not whole">
      <p>Its address was cut short on the way. Open it again from the message, or ask whoever sent it for a new one.</p>
    </Card>
  );
}

export function Ended({ hasExpired, wasOpen }: { hasExpired: boolean; wasOpen: boolean }) {
  const why = hasExpired
    ? 'Its time has run out.'
    : wasOpen
      ? 'It was revoked, or what it showed is over.'
      : 'It has expired, was revoked, or is not a link of this server.';
  return (
    <Card title={hasExpired ? 'Link expired' : 'Link ended'}>
      <p role="alert">{why} No video is shown any more. Ask whoever sent it for a new link.</p>
    </Card>
  );
}
