/** The built-in map: streets, buildings, water and parks from GeoJSON, with labels drawn from local fonts (no glyph server). */
import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { MAP } from './palette.js';

const isLayer = (name: string): ExpressionSpecification => ['==', ['get', 'layer'], name];
const isClass = (...names: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', names]];
const major = isClass('arterial', 'primary', 'major', 'highway', 'avenue');
/** CSS pixels of one metre at zoom 18 in middle latitudes; it halves with each zoom below. */
const PIXELS_PER_METRE_18 = 4;
const metres: ExpressionSpecification = ['coalesce', ['get', 'width_m'], ['case', major, 20, 9]];
const streetWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  10,
  ['case', major, 0.8, 0.3],
  14,
  ['max', ['case', major, 1.6, 0.7], ['*', metres, PIXELS_PER_METRE_18 / 16]],
  18,
  ['*', metres, PIXELS_PER_METRE_18],
];
const height: ExpressionSpecification = ['coalesce', ['get', 'height_m'], 6];

const layers: LayerSpecification[] = [
  { id: 'land', type: 'background', paint: { 'background-color': MAP.land } },
  { id: 'park', type: 'fill', source: 'base', filter: isLayer('park'), paint: { 'fill-color': MAP.park } },
  { id: 'water', type: 'fill', source: 'base', filter: isLayer('water'), paint: { 'fill-color': MAP.water } },
  {
    id: 'shore',
    type: 'line',
    source: 'base',
    filter: isLayer('water'),
    paint: { 'line-color': MAP.waterLine, 'line-width': 1 },
  },
  {
    id: 'path',
    type: 'line',
    source: 'base',
    minzoom: 13,
    filter: ['all', isLayer('street'), isClass('path', 'trail', 'footway')],
    paint: { 'line-color': MAP.streetMajor, 'line-width': 1.2, 'line-dasharray': [3, 2] },
  },
  {
    id: 'street',
    type: 'line',
    source: 'base',
    filter: ['all', isLayer('street'), ['!', isClass('path', 'trail', 'footway')]],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': ['case', isClass('runway'), MAP.runway, major, MAP.streetMajor, MAP.street],
      'line-width': streetWidth,
    },
  },
  {
    id: 'building',
    type: 'fill',
    source: 'buildings',
    minzoom: 13.5,
    paint: {
      'fill-color': MAP.building,
      'fill-outline-color': MAP.buildingLine,
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 15.5, 1],
    },
  },
  {
    id: 'building-3d',
    type: 'fill-extrusion',
    source: 'buildings',
    minzoom: 14,
    layout: { visibility: 'none' },
    paint: {
      'fill-extrusion-color': ['interpolate', ['linear'], height, 3, '#141d26', 20, '#1c2935', 60, '#283a4b'],
      'fill-extrusion-height': height,
      'fill-extrusion-opacity': 0.94,
      'fill-extrusion-vertical-gradient': true,
    },
  },
];

const labels: LayerSpecification[] = [
  {
    id: 'street-name',
    type: 'symbol',
    source: 'base',
    minzoom: 13.4,
    filter: ['all', isLayer('street'), ['has', 'name'], ['any', major, ['>=', ['zoom'], 15.2]]],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'name'],
      'text-font': ['Inter'],
      'text-size': ['interpolate', ['linear'], ['zoom'], 14, 10, 18, 13],
      'text-max-angle': 30,
    },
    paint: { 'text-color': MAP.streetName, 'text-halo-color': MAP.streetHalo, 'text-halo-width': 1.4 },
  },
  {
    id: 'place-name',
    type: 'symbol',
    source: 'base',
    filter: ['all', isLayer('label'), ['any', ['!=', ['get', 'kind'], 'landmark'], ['>=', ['zoom'], 15]]],
    layout: {
      'text-field': ['coalesce', ['get', 'name'], ['get', 'text'], ''],
      'text-font': ['Map Semibold'],
      'text-size': 11.5,
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
    },
    paint: {
      'text-color': ['match', ['get', 'kind'], 'water', MAP.waterName, MAP.placeName],
      'text-halo-color': MAP.streetHalo,
      'text-halo-width': 1.6,
    },
  },
];

export function baseStyle({ features }: FeatureCollection): StyleSpecification {
  // Buildings are many: a source of their own lets streets appear first.
  const isBuilding = (feature: Feature) => feature.properties?.['layer'] === 'building';
  const collected = (part: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features: part });
  return {
    version: 8,
    light: { anchor: 'map', color: '#c8d8ea', intensity: 0.35, position: [1.2, 210, 35] },
    sources: {
      base: { type: 'geojson', data: collected(features.filter((one) => !isBuilding(one))), tolerance: 0.2 },
      buildings: {
        type: 'geojson',
        data: collected(features.filter(isBuilding)),
        tolerance: 0.2,
        buffer: 32,
        maxzoom: 16,
      },
    },
    layers: [...layers, ...labels],
  };
}

/** Countries only, where neither an area map nor a city map is set. */
export function worldStyle(data: FeatureCollection): StyleSpecification {
  return {
    version: 8,
    sources: { world: { type: 'geojson', data } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': MAP.water } },
      { id: 'countries', type: 'fill', source: 'world', paint: { 'fill-color': MAP.block } },
      { id: 'borders', type: 'line', source: 'world', paint: { 'line-color': MAP.street } },
    ],
  };
}
