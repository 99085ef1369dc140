/** What the next click on the map means in the pilot's view. */
import { useSyncExternalStore } from 'react';
import { createStore } from '../../live/store.js';

export type Targeting = { kind: 'none' } | { kind: 'go_to' } | { kind: 'orbit' };
export const targeting = createStore<{ now: Targeting; radius_m: number; clockwise: boolean }>({
  now: { kind: 'none' },
  radius_m: 60,
  clockwise: true,
});
export const useTargeting = () => useSyncExternalStore(targeting.subscribe, targeting.get);
export const aimFor = (kind: Targeting['kind']): void => targeting.set({ now: { kind } });
