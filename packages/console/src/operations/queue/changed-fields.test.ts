import type { Incident } from '@outrider/schema';
import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.js';

const location = { latitude_deg: 47, longitude_deg: 8, uncertainty_m: 10, address: 'Alder St 418' };
const opened = { id: 'i', type: 'Alarm', priority: 2, narrative: 'Smoke', location } as Incident;
const entered = { type: 'Alarm', priority: 2, narrative: 'Smoke', location: { ...location } } as const;

it('an edit sends what was changed in the form and leaves the rest to whoever changed it meanwhile', () => {
  expect(changedFields(opened, entered)).toEqual({});
  expect(changedFields(opened, { ...entered, narrative: 'Smoke and flames' })).toEqual({
    narrative: 'Smoke and flames',
  });
  const unnamed = { ...opened, location: { ...location, address: null } };
  expect(changedFields(unnamed, { ...entered, location: { ...location, address: 'Near Alder St 418' } })).toEqual({});
  const moved = { ...location, latitude_deg: 47.01 };
  expect(changedFields(opened, { ...entered, priority: 1, location: moved })).toEqual({ priority: 1, location: moved });
});
