/** A dark style for a user's PMTiles file: Protomaps and OpenMapTiles layer names, or raster tiles. */
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol, TileType } from 'pmtiles';
import { MAP } from './palette.js';

type Kind = 'area' | 'water' | 'park' | 'road' | 'building' | 'place';
const KIND_OF: Record<string, Kind> = {
  earth: 'area',
  water: 'water',
  waterway: 'water',
  landuse: 'park',
  landcover: 'park',
  park: 'park',
  roads: 'road',
  transportation: 'road',
  buildings: 'building',
  building: 'building',
  places: 'place',
  place: 'place',
};

function layerOf(name: string): LayerSpecification | null {
  const common = { id: `city-${name}`, source: 'city', 'source-layer': name };
  const isPolygon = ['==', ['geometry-type'], 'Polygon'] as ['==', ['geometry-type'], 'Polygon'];
  switch (KIND_OF[name]) {
    case 'area':
      return { ...common, type: 'fill', filter: isPolygon, paint: { 'fill-color': MAP.land } };
    case 'water':
      return { ...common, type: 'fill', filter: isPolygon, paint: { 'fill-color': MAP.water } };
    case 'park':
      return { ...common, type: 'fill', filter: isPolygon, paint: { 'fill-color': MAP.park, 'fill-opacity': 0.6 } };
    case 'building':
      return { ...common, type: 'fill', filter: isPolygon, paint: { 'fill-color': MAP.building } };
    case 'road':
      return {
        ...common,
        type: 'line',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: {
          'line-color': MAP.streetMajor,
          'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.5, 14, 1.6, 18, 12],
        },
      };
    case 'place':
      return {
        ...common,
        type: 'symbol',
        layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-font': ['Inter'], 'text-size': 12 },
        paint: { 'text-color': MAP.placeName, 'text-halo-color': MAP.streetHalo, 'text-halo-width': 1.4 },
      };
    default:
      return null;
  }
}

const ORDER: Kind[] = ['area', 'park', 'water', 'building', 'road', 'place'];
let protocol: Protocol | null = null;

/** Reads the archive's header and makes a style of what it holds. Throws when the file cannot be read. */
export async function pmtilesStyle(url: string): Promise<StyleSpecification> {
  if (!protocol) {
    protocol = new Protocol();
    addProtocol('pmtiles', protocol.tile);
  }
  const archive = new PMTiles(url);
  protocol.add(archive);
  const header = await archive.getHeader();
  const background: LayerSpecification = { id: 'land', type: 'background', paint: { 'background-color': MAP.land } };
  const source = { url: `pmtiles://${url}` };
  if (header.tileType !== TileType.Mvt && header.tileType !== TileType.Mlt) {
    const city: SourceSpecification = { ...source, type: 'raster', tileSize: 256 };
    return { version: 8, sources: { city }, layers: [background, { id: 'city', type: 'raster', source: 'city' }] };
  }
  const { vector_layers = [] } = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const names = vector_layers.map(({ id }) => id).filter((id) => id in KIND_OF);
  names.sort((a, b) => ORDER.indexOf(KIND_OF[a]!) - ORDER.indexOf(KIND_OF[b]!));
  const layers = names.map(layerOf).filter((layer) => layer !== null);
  return { version: 8, sources: { city: { ...source, type: 'vector' } }, layers: [background, ...layers] };
}
