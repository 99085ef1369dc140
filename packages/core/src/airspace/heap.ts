/** A binary heap of the A* search. Equal priorities leave in the order of point, then parent, so that a search repeats exactly. */
export interface HeapEntry {
  readonly priority: number;
  readonly cost: number;
  readonly point: number;
  readonly parent: number;
}

export class Heap {
  private readonly entries: HeapEntry[] = [];

  get size(): number {
    return this.entries.length;
  }

  push(priority: number, cost: number, point: number, parent: number): void {
    const { entries } = this;
    const entry: HeapEntry = { priority, cost, point, parent };
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!before(entry, entries[above]!)) break;
      entries[at] = entries[above]!;
      at = above;
    }
    entries[at] = entry;
  }

  /** Takes the first entry; the heap must not be empty. */
  pop(): HeapEntry {
    const { entries } = this;
    const first = entries[0]!;
    const last = entries.pop()!;
    if (entries.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: HeapEntry): void {
    const { entries } = this;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= entries.length) break;
      const right = left + 1;
      const child = right < entries.length && before(entries[right]!, entries[left]!) ? right : left;
      if (!before(entries[child]!, entry)) break;
      entries[at] = entries[child]!;
      at = child;
    }
    entries[at] = entry;
  }
}

function before(a: HeapEntry, b: HeapEntry): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority;
  return a.point !== b.point ? a.point < b.point : a.parent < b.parent;
}
