import { useEffect, useRef } from 'react';
import { clockText } from '../../ui/time.js';
import type { Mark } from './marks.js';

const WORD = { event: '', command: 'command', alert: 'alert', message: 'message', marker: 'marker' } as const;

/** Everything that happened, in order; what is past at the replay's time is lit, a press goes there. */
export function Story({ marks, atMs, onSeek }: { marks: readonly Mark[]; atMs: number; onSeek: (ms: number) => void }) {
  const list = useRef<HTMLOListElement>(null);
  const past = marks.findLastIndex((mark) => mark.atMs <= atMs);
  // The list alone scrolls: the page stays where it is.
  useEffect(() => {
    const [box, line] = [list.current?.parentElement, list.current?.children[past]];
    if (!box || !line) return;
    const [frame, place] = [box.getBoundingClientRect(), line.getBoundingClientRect()];
    const isShown = place.top >= frame.top && place.bottom <= frame.bottom;
    if (!isShown) box.scrollTop += place.top - frame.top - frame.height / 2;
  }, [past]);
  return (
    <ol className="story" ref={list}>
      {marks.map((mark) => (
        <li key={mark.id}>
          <button type="button" className="story-line" data-past={mark.atMs <= atMs} onClick={() => onSeek(mark.atMs)}>
            <span className="num small">{clockText(mark.atMs)}</span>
            <i data-kind={mark.kind} data-level={mark.level} />
            <span className="grow">
              {mark.text}
              {mark.detail && <span className="faint small"> {mark.detail}</span>}
            </span>
            <span className="cap">{mark.level ?? WORD[mark.kind]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
