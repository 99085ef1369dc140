import { clockText } from '../../ui/time.js';
import type { Mark } from './marks.js';

const WORD = { event: '', command: 'command', alert: 'alert', message: 'message' } as const;

/** Everything that happened, in order; what is past at the replay's time is lit, a press goes there. */
export function Story({ marks, atMs, onSeek }: { marks: readonly Mark[]; atMs: number; onSeek: (ms: number) => void }) {
  return (
    <ol className="story">
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
