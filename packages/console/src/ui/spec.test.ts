import { describe, expect, it } from 'vitest';
import type { FieldSpec } from './spec.js';
import { readForm, shownNumber, typedNumber, withValue } from './spec.js';

const height = { path: 'h', label: 'Height', type: 'number', kind: 'length', min: 10, max: 150 } as const;

describe('numbers in the agency units', () => {
  it('are shown in feet and kept in metres', () => {
    expect(shownNumber(height, 45.72, 'us')).toBe('150');
    expect(typedNumber(height, '200', 45.72, 'us')).toBeCloseTo(60.96);
  });
  it('that nobody touched are not rounded', () => {
    expect(typedNumber(height, shownNumber(height, 46, 'us'), 46, 'us')).toBe(46);
  });
  it('are null when empty, and never leave their limits by rounding', () => {
    expect(typedNumber(height, ' ', 46, 'us')).toBeNull();
    expect(typedNumber(height, '493', null, 'us')).toBe(150);
  });
});

describe('reading a form', () => {
  const specs: FieldSpec[] = [
    { path: 'name', label: 'Name', type: 'text' },
    { path: 'note', label: 'Note', type: 'text', optional: true },
    { path: 'performance.speed', label: 'Speed', type: 'number', kind: 'plain' },
    { path: 'dock', label: 'Dock', type: 'check' },
  ];
  it('keeps what the form does not hold and fills nested values', () => {
    const form = new FormData();
    form.set('name', ' Heron ');
    form.set('performance.speed', '12');
    const value = { id: 7, name: '', note: 'x', performance: { speed: 1, mass: 2 }, dock: true };
    expect(readForm(specs, form, value, 'si')).toEqual({
      id: 7,
      name: 'Heron',
      note: null,
      performance: { speed: 12, mass: 2 },
      dock: false,
    });
    expect(value.performance.speed).toBe(1);
  });
  it('makes objects that are missing on the way', () => {
    expect(withValue(null, 'a.b', 1)).toEqual({ a: { b: 1 } });
  });
});
