import { describe, expect, it } from 'vitest';
import { parseGeoJson } from './import-volumes.js';

describe('a GeoJSON file', () => {
  it('that is whole is read', () => {
    expect(parseGeoJson('{"type":"FeatureCollection","features":[]}')).toEqual({
      type: 'FeatureCollection',
      features: [],
    });
  });
  it('that breaks off says so', () => {
    expect(() => parseGeoJson('{"type":"Feat')).toThrow(/not JSON/);
  });
  it.each(['[]', 'null', '7'])('that holds %s is no GeoJSON', (text) => {
    expect(() => parseGeoJson(text)).toThrow(/FeatureCollection/);
  });
});
