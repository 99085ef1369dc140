/** Where labels stand so that none covers another. Pure. */

export interface LabelBox {
  id: string;
  /** Point that the label belongs to, pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Stands in the middle of its point (areas) or beside it (marks). */
  anchor: 'middle' | 'side';
  /** Lower comes first and keeps its place. */
  rank: number;
}
export interface PlacedLabel {
  id: string;
  left: number;
  top: number;
}
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Half the size of a mark, which no label may cover. */
const MARK = 14;
const GAP = 4;

const overlaps = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function candidates({ x, y, width, height, anchor }: LabelBox): [left: number, top: number][] {
  if (anchor === 'middle') return [[x - width / 2, y - height / 2]];
  return [
    [x + MARK + GAP, y - height / 2],
    [x - MARK - GAP - width, y - height / 2],
    [x - width / 2, y + MARK],
    [x - width / 2, y - MARK - height],
  ];
}

/** Places labels in the order of their rank: right of the mark, left, below, above; one that finds no room is left out. `kept` stays free. */
export function placeLabels(boxes: readonly LabelBox[], kept: readonly Rect[] = []): PlacedLabel[] {
  const marks = boxes
    .filter((box) => box.anchor === 'side')
    .map(({ id, x, y }) => ({ id, left: x - MARK + 4, top: y - MARK + 4, right: x + MARK - 4, bottom: y + MARK - 4 }));
  const taken: (Rect & { id: string | null })[] = [...kept.map((rect) => ({ ...rect, id: null })), ...marks];
  const placed: PlacedLabel[] = [];
  for (const box of boxes.toSorted((a, b) => a.rank - b.rank)) {
    const spot = candidates(box).find(([left, top]) => {
      const rect = { left, top, right: left + box.width, bottom: top + box.height };
      return !taken.some((other) => other.id !== box.id && overlaps(rect, other));
    });
    if (!spot) continue;
    const [left, top] = spot;
    taken.push({ id: null, left, top, right: left + box.width, bottom: top + box.height });
    placed.push({ id: box.id, left, top });
  }
  return placed;
}
