const NULL = 0;
const NUMBER = 1;
const TEXT = 2;
const FALSE = 3;
const TRUE = 4;
const LIST = 5;

export type Fact = string | number | boolean | null | undefined;

/**
 * Facts one after another as bytes, so that two lists of facts give the same bytes only when they are the same: each stands behind a
 * mark of its kind, texts (UTF-16) and lists behind their length. Numbers are written as they are in memory: turning a thousand
 * aircraft's numbers into digits would cost more than judging them.
 */
export class FactBytes {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #at = 0;

  /** @param expected bytes that the facts will need, roughly: more are found when needed */
  constructor(expected = 4096) {
    this.#bytes = new Uint8Array(expected);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** What was written so far; valid until the next fact. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Facts in a fixed number and order. `undefined` counts as null. */
  add(...facts: readonly Fact[]): void {
    for (const fact of facts) this.#fact(fact);
  }

  /** Facts in any number. */
  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.#mark(LIST, 4);
    this.#view.setUint32(this.#at, items.length);
    this.#at += 4;
    for (const item of items) write(item);
  }

  #fact(fact: Fact): void {
    if (typeof fact === 'number') {
      this.#mark(NUMBER, 8);
      this.#view.setFloat64(this.#at, fact);
      this.#at += 8;
    } else if (typeof fact === 'string') this.#text(fact);
    else if (typeof fact === 'boolean') this.#mark(fact ? TRUE : FALSE, 0);
    else this.#mark(NULL, 0);
  }

  #text(text: string): void {
    this.#mark(TEXT, 4 + 2 * text.length);
    this.#view.setUint32(this.#at, text.length);
    this.#at += 4;
    const bytes = this.#bytes;
    let at = this.#at;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      bytes[at++] = code >>> 8;
      bytes[at++] = code;
    }
    this.#at = at;
  }

  #mark(kind: number, room: number): void {
    const needed = this.#at + 1 + room;
    if (needed > this.#bytes.length) this.#grow(needed);
    this.#bytes[this.#at++] = kind;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
