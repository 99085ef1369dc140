import type { StyleSpecification } from 'maplibre-gl';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { addImages } from './images.js';
import { drawsInSoftware } from './pace.js';
import { addSlots } from './slots.js';

setWorkerUrl(workerUrl);

export interface MapStart {
  center: [longitude: number, latitude: number];
  zoom: number;
  pitch?: number;
  keyboard?: boolean;
}

/** Makes a map with the drawing slots and pictures that our layers need; resolves when it can take layers. */
export function createMap(
  container: HTMLElement,
  style: StyleSpecification | string,
  start: MapStart,
  label: string,
): { map: MapLibreMap; ready: Promise<void> } {
  const map = new MapLibreMap({
    container,
    style,
    ...start,
    minZoom: 2,
    maxZoom: 20,
    maxPitch: 75,
    attributionControl: typeof style === 'string' ? {} : false,
    canvasContextAttributes: { antialias: !drawsInSoftware() },
    // Each step of a fade is a picture of its own.
    fadeDuration: drawsInSoftware() ? 0 : 120,
  });
  const hint = start.keyboard === false ? '' : ': arrow keys move it, plus and minus zoom';
  map.getCanvas().setAttribute('aria-label', `${label}${hint}`);
  const ready = new Promise<void>((resolve) => {
    map.once('style.load', () => {
      addImages(map);
      addSlots(map);
      resolve();
    });
  });
  return { map, ready };
}
