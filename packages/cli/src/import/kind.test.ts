import { expect, test } from 'vitest';
import { kindOf } from './kind.js';

test('what a file holds is told from its name and its first line', () => {
  expect(kindOf('zones.GeoJSON', '')).toBe('airspace');
  expect(kindOf('a.csv', '\uFEFF"label",latitude_deg , longitude_deg\r\n1 Main St,1,2')).toBe('addresses');
  expect(kindOf('a.csv', 'type,priority,latitude_deg,longitude_deg\n')).toBe('incidents');
  // A wrong column is the server's to explain, so the file goes to it as what it is most like.
  expect(kindOf('a.csv', 'label,lat,lon\n')).toBe('incidents');
  expect(() => kindOf('a.txt', 'label')).toThrow(expect.objectContaining({ code: 'file_unreadable' }) as Error);
});
