import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ConnectionBanner } from './connection-banner.js';
import { Mark } from './mark.js';
import { SessionEnding } from './session-ending.js';
import { can, useSession } from './session.js';
import { StatusChips } from './status-chips.js';
import { UserMenu } from './user-menu.js';

const PAGES = [
  { path: '/operations', name: 'Operations', any: ['incidents:read'] },
  { path: '/video', name: 'Video', any: ['video:view'] },
  { path: '/flights', name: 'Flights', any: ['flights:read'] },
  { path: '/fleet', name: 'Fleet', any: ['aircraft:read'] },
  { path: '/airspace', name: 'Airspace', any: ['airspace:read'] },
  { path: '/admin', name: 'Administration', any: ['users:read', 'agencies:write', 'policy:write', 'audit:read'] },
  // A record can be verified by whoever has it.
  { path: '/evidence', name: 'Evidence', any: ['session:own'] },
] as const;

/** Pages that the present user may see, in their order. */
export const allowedPages = () => PAGES.filter((page) => page.any.some(can));

/** The frame of every page: navigation, what the system says about itself, who is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const { session } = useSession();
  const flying = /^\/operations\/./.test(location);
  return (
    <div className="shell" data-flying={flying}>
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      {!flying && (
        <header className="top">
          <Link href="/operations" className="brand">
            <Mark /> Outrider
          </Link>
          <nav className="nav" aria-label="Pages">
            {allowedPages().map((page) => (
              <Link key={page.path} href={page.path} aria-current={location.startsWith(page.path) ? 'page' : undefined}>
                {page.name}
              </Link>
            ))}
          </nav>
          <span className="agency muted clip" title={session?.agency?.name}>
            {session?.agency?.name ?? 'Host'}
            {session?.demo ? ' · demo' : ''}
          </span>
          <StatusChips />
          <UserMenu />
        </header>
      )}
      <ConnectionBanner />
      <SessionEnding />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function skipToMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
