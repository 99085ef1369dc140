import { matches } from './subjects.js';

// Subjects are few (vehicles times kinds of message), but a hostile or mistaken client could make up new ones for ever.
const MAX_CACHED_SUBJECTS = 10_000;

/** Finds who wants a subject; results are cached, since the same few subjects come at 50 Hz. */
export class SubjectIndex<Target> {
  readonly #entries = new Set<{ pattern: string; target: Target }>();
  readonly #cache = new Map<string, readonly Target[]>();

  /** Returns the function that removes the entry. */
  add(pattern: string, target: Target): () => void {
    const entry = { pattern, target };
    this.#entries.add(entry);
    this.#cache.clear();
    return () => {
      if (this.#entries.delete(entry)) this.#cache.clear();
    };
  }

  /** Targets with a matching pattern, each once, in the order in which they were added. */
  match(subject: string): readonly Target[] {
    const cached = this.#cache.get(subject);
    if (cached) return cached;
    const found = new Set<Target>();
    for (const entry of this.#entries) if (matches(entry.pattern, subject)) found.add(entry.target);
    if (this.#cache.size >= MAX_CACHED_SUBJECTS) this.#cache.clear();
    this.#cache.set(subject, [...found]);
    return [...found];
  }
}
