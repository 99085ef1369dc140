/** Where a box lies in the bytes that were looked at. */
export interface FoundBox {
  type: string;
  /** Of its content, behind the header. */
  start: number;
  end: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Size and type that a box at `at` claims, or null where fewer than its 8 bytes are there or the size is impossible. */
export function boxHeader(bytes: Uint8Array, at: number): { size: number; type: string } | null {
  if (at + 8 > bytes.byteLength) return null;
  const size = viewOf(bytes).getUint32(at);
  return size < 8 ? null : { size, type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)) };
}

/** The boxes from `start` on that are there as a whole; what is torn behind them is left out. */
export function boxesIn(bytes: Uint8Array, start = 0, end = bytes.byteLength): FoundBox[] {
  const found: FoundBox[] = [];
  for (let at = start; ;) {
    const header = boxHeader(bytes, at);
    if (!header || at + header.size > end) return found;
    found.push({ type: header.type, start: at + 8, end: at + header.size });
    at += header.size;
  }
}

/** The box at the end of a path of types ("moof", "traf", "trun"), or null. */
export function boxAt(bytes: Uint8Array, ...path: string[]): FoundBox | null {
  let inside: FoundBox = { type: '', start: 0, end: bytes.byteLength };
  for (const type of path) {
    const next = boxesIn(bytes, inside.start, inside.end).find((box) => box.type === type);
    if (!next) return null;
    inside = next;
  }
  return inside;
}

/** Reads the numbers of a box one after the other. Throws RangeError behind its end. */
export class BoxNumbers {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array, { start, end }: FoundBox) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }
  u16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2);
  }
  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }
  i32(): number {
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4);
  }
  u64(): number {
    this.#at += 8;
    return Number(this.#view.getBigUint64(this.#at - 8));
  }
}
