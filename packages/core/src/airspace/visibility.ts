/** The shortest way around what blocks a level: A* over turning points, looking at a line only when it is about to be used. */
import { length } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { turningPoints } from './corners.js';
import { bindingKeepIns, staysInside } from './keep-in.js';
import { blockersOf, touches } from './level.js';
import type { Level } from './level.js';
import { Heap } from './heap.js';
import { circleNearLine } from './search.js';

export type WayResult =
  | { readonly kind: 'found'; readonly points: readonly Xy[]; readonly length_m: number; readonly examined: number }
  /** No way exists between the known shapes; `blockers` are those of the straight line. */
  | { readonly kind: 'blocked'; readonly blockers: readonly number[]; readonly examined: number }
  /** The budget ran out before an answer: the caller must treat it as no way. */
  | { readonly kind: 'exhausted'; readonly examined: number };

/** Rounds in which newly met shapes are added; each round sees all shapes of the rounds before. */
const MOST_ROUNDS = 12;
/** A search with more points would take longer than the decision may. */
const MOST_POINTS = 1500;

/**
 * Finds the shortest way from start to goal that keeps clear at this level. It starts with the straight line; shapes that block a line
 * on which a shorter way depends add their turning points, until no shape is met that was not known. `budget` bounds the number of
 * lines looked at. Deterministic: ties go to the point that was made first.
 */
export function shortestWay(level: Level, start: Xy, goal: Xy, budget: number): WayResult {
  const search = new Search(level, start, goal, budget);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const outcome = search.run();
    if (outcome === 'exhausted') break;
    if (!search.learn()) {
      const blockers = blockersOf(level, start, goal);
      return outcome === 'none' ? { kind: 'blocked', blockers, examined: search.examined } : search.best();
    }
  }
  return search.best();
}

class Search {
  examined = 0;
  private readonly points: Xy[];
  private readonly known = new Set<number>();
  private met = new Set<number>();
  private readonly free = new Map<number, boolean>();
  private way: { points: Xy[]; length_m: number } | null = null;

  constructor(
    private readonly level: Level,
    start: Xy,
    private readonly goal: Xy,
    private readonly budget: number,
  ) {
    this.points = [start, goal];
    for (const position of bindingKeepIns(level.scene)) this.add(position);
  }

  best(): WayResult {
    if (this.way === null) return { kind: 'exhausted', examined: this.examined };
    return { kind: 'found', ...this.way, examined: this.examined };
  }

  /** Adds the shapes met in the last run; false where there are none that were not known. */
  learn(): boolean {
    const fresh = [...this.met].filter((position) => !this.known.has(position)).sort((a, b) => a - b);
    this.met = new Set();
    for (const position of fresh) this.add(position);
    return fresh.length > 0;
  }

  private add(position: number): void {
    this.known.add(position);
    const { scene } = this.level;
    for (const point of turningPoints(scene.index.shapes[position]!, scene.clearanceOf(position))) {
      if (this.points.length < MOST_POINTS) this.points.push(point);
    }
  }

  /** One A* from start (point 0) to goal (point 1). */
  run(): 'found' | 'none' | 'exhausted' {
    const { points } = this;
    const settled = new Int32Array(points.length).fill(-1);
    const reached = new Float64Array(points.length).fill(Infinity);
    const heap = new Heap();
    heap.push(length(points[0]!, this.goal), 0, 0, 0);
    while (heap.size > 0) {
      const { point, parent, cost } = heap.pop();
      if (settled[point] !== -1) continue;
      if (point !== parent && !this.isFree(parent, point)) continue;
      if (this.examined > this.budget) return 'exhausted';
      settled[point] = parent;
      reached[point] = cost;
      if (point === 1) return this.keep(settled, cost);
      this.expand(point, cost, settled, heap);
    }
    return 'none';
  }

  private expand(from: number, cost: number, settled: Int32Array, heap: Heap): void {
    const { points, goal } = this;
    for (let to = 1; to < points.length; to++) {
      if (settled[to] !== -1 || this.free.get(this.key(from, to)) === false) continue;
      const total = cost + length(points[from]!, points[to]!);
      heap.push(total + length(points[to]!, goal), total, to, from);
    }
  }

  private keep(settled: Int32Array, length_m: number): 'found' {
    if (this.way !== null && this.way.length_m <= length_m) return 'found';
    const points: Xy[] = [];
    for (let at = 1; at !== 0; at = settled[at]!) points.push(this.points[at]!);
    this.way = { points: [this.points[0]!, ...points.toReversed()], length_m };
    return 'found';
  }

  private key(a: number, b: number): number {
    return Math.min(a, b) * MOST_POINTS + Math.max(a, b);
  }

  private isFree(from: number, to: number): boolean {
    const key = this.key(from, to);
    const before = this.free.get(key);
    if (before !== undefined) return before;
    this.examined++;
    const answer = this.look(this.points[from]!, this.points[to]!);
    this.free.set(key, answer);
    return answer;
  }

  /** Known shapes first: most lines that fail, fail on the shape that the search is about to go around. */
  private look(a: Xy, b: Xy): boolean {
    const { scene } = this.level;
    for (const position of this.known) {
      const shape = scene.index.shapes[position]!;
      const solid = shape.volume.kind !== 'keep_in' && this.level.blocks(position);
      if (solid && circleNearLine(shape, a, b, scene.clearanceOf(position)) && touches(this.level, a, b, position))
        return false;
    }
    const blockers = blockersOf(this.level, a, b);
    for (const position of blockers) this.met.add(position);
    return blockers.length === 0 && staysInside(scene, a, b, scene.rules.clearance_horizontal_m);
  }
}
