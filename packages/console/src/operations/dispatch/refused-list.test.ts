import { describe, expect, it } from 'vitest';
import { reasonSentence } from './refused-list.js';

describe('a reason', () => {
  it('names its step once and ends as a sentence', () => {
    expect(reasonSentence({ step: 'range', text: '2.9 mi comes back with 11 %, needs 20 %' })).toBe(
      'Energy: 2.9 mi comes back with 11 %, needs 20 %.',
    );
    expect(reasonSentence({ step: 'trust', text: 'Trust: maker off the list.' })).toBe('Trust: maker off the list.');
  });
});
