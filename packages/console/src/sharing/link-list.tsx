import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShareLink } from '@outrider/schema';
import { useState } from 'react';
import { call } from '../live/api.js';
import { useNow } from '../live/hooks.js';
import { serverNow } from '../live/live.js';
import { Button } from '../ui/button.js';
import { attempt, notify } from '../ui/notices.js';
import { ErrorNote } from '../ui/state.js';
import { ViewsOf } from './views-of.js';
import { isOver, standsText, viewsText } from './words.js';

const LOOK_EVERY_MS = 2000;
const MOST_OVER = 5;

/** Links of a camera, those that hold first, with who watches now. */
export function LinkList({ cameraId }: { cameraId: string }) {
  const links = useQuery({
    queryKey: ['shares', cameraId],
    queryFn: async () => (await call('GET', '/shares', { query: { camera_id: cameraId } })).items,
    refetchInterval: LOOK_EVERY_MS,
  });
  useNow();
  const now = serverNow();
  const held = links.data?.filter((link) => !isOver(link, now)) ?? [];
  const over = links.data?.filter((link) => isOver(link, now)).slice(0, MOST_OVER) ?? [];
  if (!links.data) return <ErrorNote error={links.error} />;
  if (held.length + over.length === 0) return <p className="small muted">No link to this camera was made yet.</p>;
  return (
    <>
      <h3>Links to this camera</h3>
      <ul className="links" aria-label="Links">
        {[...held, ...over].map((link) => (
          <LinkLine key={link.id} link={link} nowUtcMs={now} />
        ))}
      </ul>
    </>
  );
}

function LinkLine({ link, nowUtcMs }: { link: ShareLink; nowUtcMs: number }) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const over = isOver(link, nowUtcMs);
  const revoke = async () => {
    setBusy(true);
    const done = await attempt('The link still holds', () => call('DELETE', '/shares/{id}', { path: { id: link.id } }));
    if (done) notify(`Link for ${link.label} revoked`, 'What was open under it closes now.');
    await queries.invalidateQueries({ queryKey: ['shares'] });
    setBusy(false);
  };
  return (
    <li className="link-line" data-over={over}>
      <div className="link-words">
        <b>{link.label}</b>
        <span className="small muted">
          {standsText(link, nowUtcMs)} · {viewsText(link)} · by {link.made_by_name}
          {link.sign_in_required ? ' · sign-in required' : ''}
        </span>
      </div>
      {link.views > 0 && (
        <Button kind="quiet" compact aria-expanded={opened} onClick={() => setOpened(!opened)}>
          Who looked
        </Button>
      )}
      {!over && (
        <Button kind="danger" compact disabled={busy} aria-label={`Revoke ${link.label}`} onClick={() => void revoke()}>
          {busy ? 'Revoking…' : 'Revoke'}
        </Button>
      )}
      {opened && <ViewsOf linkId={link.id} />}
    </li>
  );
}
