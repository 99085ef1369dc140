import { describe, expect, it } from 'vitest';
import { keyOf } from './checklist-editor.js';

describe('keys of checklist items', () => {
  it('are made from the label', () => {
    expect(keyOf('Propellers checked!', [])).toBe('propellers_checked');
    expect(keyOf('???', [])).toBe('item');
  });
  it('are never used twice', () => {
    expect(keyOf('New item', ['new_item', 'new_item_2'])).toBe('new_item_3');
  });
});
