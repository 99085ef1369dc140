import type { ReactNode } from 'react';
import { ApiError } from '../live/api.js';

export function Loading({ what }: { what: string }) {
  return (
    <div className="loading" role="status">
      Loading {what}…
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty muted">{children}</div>;
}

/** What was refused and what would change it. */
export function ErrorNote({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <div className="note" data-level="caution" role="alert">
      {errorText(error)}
    </div>
  );
}

export function errorText(error: unknown): string {
  if (error instanceof ApiError) return [error.message, error.remedy].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}
