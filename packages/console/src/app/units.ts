import type { Units } from '@outrider/core/units';
import { useSyncExternalStore } from 'react';
import { session } from './session.js';

/** Units of the agency; US units until its policy is known. */
export const unitsNow = (): Units => session.get().policy?.units ?? 'us';
export const useUnits = (): Units => useSyncExternalStore(session.subscribe, unitsNow);
