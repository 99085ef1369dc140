import { describe, expect, it } from 'vitest';
import { detailText, shortIds } from './audit-page.js';

describe('audit lines', () => {
  it('show ids by their last digits', () => {
    expect(shortIds('to 01a1fc4e-386e-7082-850d-2707cea92a62 now')).toBe('to …2707cea92a62 now');
    expect(shortIds('a'.repeat(52) + '0123456789ab')).toBe('…0123456789ab');
    expect(shortIds('nothing')).toBe('nothing');
  });
  it('write details as words', () => {
    expect(detailText({ verb: 'take', able: ['Heron 1'], count: 2 })).toBe('verb take, able ["Heron 1"], count 2');
  });
});
