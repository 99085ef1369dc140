import { describe, expect, it } from 'vitest';
import { makersOf, shownOf } from './makers-page.js';

const list = {
  enabled: true,
  makers: ['Freefly', 'Skydio'],
  in_force_since: null,
  grandfather_cap_days: 365,
  citation: null,
};

describe('the maker list', () => {
  it('comes back as it was', () => {
    expect(makersOf(shownOf(list))).toEqual(list);
  });
  it('loses empty lines and repeats', () => {
    expect(makersOf({ ...shownOf(list), lines: ' Freefly \n\nFreefly\nBrinc' }).makers).toEqual(['Freefly', 'Brinc']);
    expect(makersOf({ ...shownOf(list), lines: null }).makers).toEqual([]);
  });
});
