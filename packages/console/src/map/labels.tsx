import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useId } from 'react';
import { useMap } from './map-view.js';
import { keptFree } from './obstacles.js';
import { placeLabels } from './place-labels.js';

export interface MapLabel {
  id: string;
  kind: 'incident' | 'site' | 'volume' | 'place';
  title: string;
  detail: string | null;
  longitude_deg: number;
  latitude_deg: number;
  /** Half the height of an area: its label is left out while the area is too small on the screen to hold it. */
  half_height_deg?: number;
}

const RANK = { incident: 0, site: 1, place: 2, volume: 3 } as const;
const LEAST_AREA_PX = 46;
const AROUND_AIRCRAFT_MS = 500;

/** All HTML labels of one map, placed together so that none covers another. */
class LabelBoard {
  private readonly groups = new Map<string, readonly MapLabel[]>();
  private readonly nodes = new Map<string, HTMLElement>();
  /** Measured once for each text: measuring makes the browser lay out. */
  private readonly sizes = new Map<string, { width: number; height: number }>();
  private readonly host: HTMLDivElement;
  private readonly map: MapLibreMap;

  constructor(map: MapLibreMap) {
    this.map = map;
    this.host = document.createElement('div');
    this.host.className = 'map-labels';
    this.host.ariaHidden = 'true';
    map.getContainer().append(this.host);
    map.on('move', () => this.place());
    map.on('resize', () => this.place());
    // Aircraft move without the map moving.
    const timer = setInterval(() => this.place(), AROUND_AIRCRAFT_MS);
    map.on('remove', () => clearInterval(timer));
  }

  set(group: string, labels: readonly MapLabel[]): void {
    if (labels.length === 0) this.groups.delete(group);
    else this.groups.set(group, labels);
    this.draw();
    this.place();
  }

  private draw(): void {
    const wanted = new Map([...this.groups.values()].flat().map((label) => [label.kind + label.id, label]));
    for (const [key, node] of this.nodes) {
      if (wanted.has(key)) continue;
      node.remove();
      this.nodes.delete(key);
      this.sizes.delete(key);
    }
    for (const [key, label] of wanted) {
      const words = `${label.title}\n${label.detail ?? ''}`;
      const node = this.nodes.get(key) ?? this.add(key, label.kind);
      if (node.dataset['words'] === words) continue;
      node.dataset['words'] = words;
      const title = document.createElement('b');
      title.textContent = label.title;
      node.replaceChildren(title, label.detail ?? '');
      this.sizes.delete(key);
    }
  }

  private add(key: string, kind: MapLabel['kind']): HTMLElement {
    const node = document.createElement('div');
    node.className = 'map-label';
    node.dataset['kind'] = kind;
    // Seen only once it has its place.
    node.style.visibility = 'hidden';
    this.host.append(node);
    this.nodes.set(key, node);
    return node;
  }

  private place(): void {
    const boxes = [...this.groups.values()].flat().flatMap((label) => {
      const node = this.nodes.get(label.kind + label.id);
      const at = this.map.project([label.longitude_deg, label.latitude_deg]);
      if (!node || !Number.isFinite(at.x) || this.isTooSmall(label, at.y)) return [];
      const { width, height } = this.sizeOf(label.kind + label.id, node);
      const anchor = label.kind === 'volume' ? ('middle' as const) : ('side' as const);
      return { id: label.kind + label.id, x: at.x, y: at.y, width, height, anchor, rank: RANK[label.kind] };
    });
    const spots = new Map(placeLabels(boxes, keptFree(this.map)).map((spot) => [spot.id, spot]));
    for (const [key, node] of this.nodes) {
      const spot = spots.get(key);
      node.style.visibility = spot ? 'visible' : 'hidden';
      if (spot) node.style.transform = `translate(${Math.round(spot.left)}px, ${Math.round(spot.top)}px)`;
    }
  }

  private sizeOf(key: string, node: HTMLElement): { width: number; height: number } {
    const known = this.sizes.get(key);
    if (known) return known;
    const size = { width: node.offsetWidth, height: node.offsetHeight };
    if (size.width > 0) this.sizes.set(key, size);
    return size;
  }

  private isTooSmall(label: MapLabel, y: number): boolean {
    if (label.half_height_deg === undefined) return false;
    const edge = this.map.project([label.longitude_deg, label.latitude_deg + label.half_height_deg]);
    return Math.abs(edge.y - y) * 2 < LEAST_AREA_PX;
  }
}

const boards = new WeakMap<MapLibreMap, LabelBoard>();

/** Labels as HTML over the map: crisp, and without fonts from a server. They are for the eye; lists hold the same words. */
export function MapLabels({ labels }: { labels: readonly MapLabel[] }) {
  const map = useMap();
  const group = useId();
  useEffect(() => {
    const board = boards.get(map) ?? new LabelBoard(map);
    boards.set(map, board);
    board.set(group, labels);
  }, [map, group, labels]);
  useEffect(() => () => boards.get(map)?.set(group, []), [map, group]);
  return null;
}
