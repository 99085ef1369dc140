import { describe, expect, it } from 'vitest';
import { routes } from '@outrider/schema';
import { allRoutes } from './routes.js';

describe('the routes', () => {
  it('implement each contract once', () => {
    // Handlers keep what they are given for later; none of it is touched here.
    const implemented = allRoutes({} as never, {} as never, false).map(({ contract }) => contract.id);
    expect(implemented.toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
  });
});
