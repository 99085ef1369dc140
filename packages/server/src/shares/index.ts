import { ShareDesk } from './desk.js';
import { ShareViews } from './views.js';

type Options = Omit<ConstructorParameters<typeof ShareViews>[0], 'desk'>;

/** Links to live video: who comes with which, and which pages are open. */
export interface Shares {
  readonly desk: ShareDesk;
  readonly views: ShareViews;
}

export function makeShares(options: Options): Shares {
  const desk = new ShareDesk(options.store, options.clock);
  return { desk, views: new ShareViews({ ...options, desk }) };
}
