/** The built-in map: streets, buildings, water and parks from GeoJSON, with labels drawn from local fonts (no glyph server). */
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { MAP } from './palette.js';

const isLayer = (name: string): ExpressionSpecification => ['==', ['get', 'layer'], name];
const major: ExpressionSpecification = [
  'match',
  ['get', 'class'],
  ['arterial', 'primary', 'major', 'highway', 'avenue'],
  true,
  false,
];
const width = (minor: number, wide: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.7],
  ['zoom'],
  11,
  ['case', major, 1, 0.4],
  14,
  ['case', major, wide * 0.35, minor * 0.35],
  18,
  ['case', major, wide * 4, minor * 4],
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
    id: 'street',
    type: 'line',
    source: 'base',
    filter: isLayer('street'),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ['case', major, MAP.streetMajor, MAP.street], 'line-width': width(5, 8) },
  },
  {
    id: 'building',
    type: 'fill',
    source: 'base',
    minzoom: 13,
    filter: isLayer('building'),
    paint: {
      'fill-color': MAP.building,
      'fill-outline-color': MAP.buildingLine,
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 15.5, 1],
    },
  },
  {
    id: 'building-3d',
    type: 'fill-extrusion',
    source: 'base',
    minzoom: 14,
    filter: isLayer('building'),
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
    minzoom: 14,
    filter: ['all', isLayer('street'), ['has', 'name']],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 360,
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
    filter: isLayer('label'),
    layout: {
      'text-field': ['coalesce', ['get', 'name'], ['get', 'text'], ''],
      'text-font': ['Map Semibold'],
      'text-size': 11.5,
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
    },
    paint: { 'text-color': MAP.placeName, 'text-halo-color': MAP.streetHalo, 'text-halo-width': 1.6 },
  },
];

export function baseStyle(data: FeatureCollection): StyleSpecification {
  return {
    version: 8,
    light: { anchor: 'map', color: '#c8d8ea', intensity: 0.35, position: [1.2, 210, 35] },
    sources: { base: { type: 'geojson', data, tolerance: 0.2, maxzoom: 17 } },
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
