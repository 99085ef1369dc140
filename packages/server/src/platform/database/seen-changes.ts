import type { ChangeSet } from './changes.js';

interface Run {
  /** The sets `from` to `to` were all seen. */
  from: number;
  to: number;
}

/**
 * Which change sets of one agency came over the bus. The bus may lose one, or bring two in the wrong order for a moment; so what
 * was read from the database at one number holds at a later one only when every set between was seen and none touched it.
 */
export class SeenChanges {
  #run: Run | null = null;
  #touched = 0;

  /** `touches`: what is kept is not right any more from this set on. */
  see({ seq }: Pick<ChangeSet, 'seq'>, touches: boolean): void {
    if (touches) this.#touched = Math.max(this.#touched, seq);
    const run = this.#run;
    if (run && seq === run.to + 1) run.to = seq;
    else if (run && seq === run.from - 1) run.from = seq;
    else if (!run || seq > run.to) this.#run = { from: seq, to: seq };
  }

  /** "unknown": sets between are missing, which may still be on their way. */
  state(readAt: number, now: number): 'holds' | 'touched' | 'unknown' {
    if (this.#touched > readAt) return 'touched';
    if (readAt >= now) return 'holds';
    const run = this.#run;
    return run && run.from <= readAt + 1 && run.to >= now ? 'holds' : 'unknown';
  }
}
