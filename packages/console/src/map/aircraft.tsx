import { useEffect, useRef } from 'react';
import { everyTick } from '../live/hooks.js';
import { telemetry } from '../live/live.js';
import type { TelemetryEntry } from '../live/telemetry.js';
import { freshnessOf } from '../live/telemetry.js';
import type { AircraftMarks } from './aircraft-layer.js';
import { AircraftLayer } from './aircraft-layer.js';
import { useMap } from './map-view.js';
import { keepFree } from './obstacles.js';
import { paceOf } from './pace.js';
import type { Rect } from './place-labels.js';
import { slotId } from './slots.js';

interface AircraftProps {
  marks: AircraftMarks;
  nameOf: (aircraftId: string) => string;
  detailOf: (entry: TelemetryEntry) => string;
  onPick?: (aircraftId: string) => void;
}

const PICK_WITHIN_PX = 22;
/** Room that an aircraft and its label take. */
const MARK_PX = 16;
const LABEL_WIDTH_PX = 90;

/** Live aircraft on the map, with labels. */
export function AircraftOnMap(props: AircraftProps) {
  const map = useMap();
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const layer = useRef<AircraftLayer>(null);

  useEffect(() => {
    const created = new AircraftLayer(() => telemetry.all());
    created.marks = latest.current.marks;
    layer.current = created;
    map.addLayer(created, slotId('aircraft'));
    const labels = new Map<string, HTMLElement>();
    const draw = () => host.current && keepFree(map, drawLabels(host.current, labels, created, latest.current));
    const pick = (event: { point: { x: number; y: number }; preventDefault(): void }) => {
      const found = nearest(created.screen, event.point);
      if (!found || !latest.current.onPick) return;
      event.preventDefault();
      latest.current.onPick(found);
    };
    const stopTick = everyTick(() => (created.screen.size > 0 || created.isWanted()) && paceOf(map).draw());
    map.on('render', draw);
    map.on('click', pick);
    return () => {
      stopTick();
      map.off('render', draw);
      map.off('click', pick);
      if (map.style) map.removeLayer(created.id);
    };
  }, [map]);

  useEffect(() => {
    if (layer.current) layer.current.marks = props.marks;
    map.triggerRepaint();
  }, [map, props.marks]);

  return <div className="map-labels" ref={host} aria-hidden="true" />;
}

function nearest(screen: ReadonlyMap<string, [number, number]>, at: { x: number; y: number }): string | null {
  let best: string | null = null;
  let within = PICK_WITHIN_PX;
  for (const [id, [x, y]] of screen) {
    const distance = Math.hypot(x - at.x, y - at.y);
    if (distance < within) [best, within] = [id, distance];
  }
  return best;
}

function drawLabels(
  host: HTMLElement,
  labels: Map<string, HTMLElement>,
  layer: AircraftLayer,
  { nameOf, detailOf }: AircraftProps,
): Rect[] {
  for (const [id, node] of labels) {
    if (layer.screen.has(id)) continue;
    node.remove();
    labels.delete(id);
  }
  const now = performance.now();
  const rects: Rect[] = [];
  const rooms = new Set<string>();
  for (const [id, [x, y]] of layer.screen) {
    rects.push({ left: x - MARK_PX, top: y - MARK_PX, right: x + MARK_PX + LABEL_WIDTH_PX, bottom: y + MARK_PX });
    const entry = telemetry.get(id);
    if (!entry) continue;
    const room = roomOf(x, y);
    const node = labels.get(id) ?? addLabel(host, labels, id, nameOf(id));
    // In a crowd one label stands for a patch of the map; every arrow stays.
    const crowded = rooms.has(room);
    rooms.add(room);
    write(node.style, 'visibility', crowded ? 'hidden' : 'visible');
    write(node.style, 'transform', `translate(${Math.round(x + 16)}px, ${Math.round(y)}px) translate(0, -50%)`);
    const fresh = freshnessOf(entry, now);
    if (node.dataset['fresh'] !== fresh) node.dataset['fresh'] = fresh;
    const detail = detailOf(entry);
    if (node.lastChild && node.lastChild.textContent !== detail) node.lastChild.textContent = detail;
  }
  return rects;
}

function addLabel(host: HTMLElement, labels: Map<string, HTMLElement>, id: string, name: string): HTMLElement {
  const node = document.createElement('div');
  node.className = 'map-label aircraft';
  const title = document.createElement('b');
  title.textContent = name;
  const detail = document.createElement('span');
  detail.className = 'num';
  node.append(title, detail);
  host.append(node);
  labels.set(id, node);
  return node;
}

/** Patch of the screen about as large as a label. */
const roomOf = (x: number, y: number): string => `${Math.floor(x / 96)}/${Math.floor(y / 32)}`;

function write(style: CSSStyleDeclaration, name: 'visibility' | 'transform', value: string): void {
  if (style[name] !== value) style[name] = value;
}
