import { matches } from './subjects.js';

// Subjects are few (vehicles times kinds of message), but a hostile or mistaken client could make up new ones for ever.
const MAX_CACHED_SUBJECTS = 10_000;

/** Finds the subscriptions for a subject; results are cached, since the same few subjects come at 50 Hz. */
export class SubjectIndex<T> {
  readonly #entries = new Map<T, string>();
  readonly #cache = new Map<string, readonly T[]>();

  add(pattern: string, value: T): void {
    this.#entries.set(value, pattern);
    this.#cache.clear();
  }

  remove(value: T): void {
    if (this.#entries.delete(value)) this.#cache.clear();
  }

  /** Values whose pattern matches, in order of subscription. */
  match(subject: string): readonly T[] {
    const cached = this.#cache.get(subject);
    if (cached) return cached;
    const found = [...this.#entries].filter(([, pattern]) => matches(pattern, subject)).map(([value]) => value);
    if (this.#cache.size >= MAX_CACHED_SUBJECTS) this.#cache.clear();
    this.#cache.set(subject, found);
    return found;
  }

  get size(): number {
    return this.#entries.size;
  }
}
