/** What the keys that fly are labelled with on this keyboard. Browsers that do not tell leave the letters of a QWERTY one. */
import { createStore } from '../../../live/store.js';
import { codeOf } from './sticks.js';

interface LayoutSource {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

export const keyLabels = createStore<{ byCode: ReadonlyMap<string, string> | null }>({ byCode: null });

const source = (globalThis.navigator as (Navigator & { keyboard?: LayoutSource }) | undefined)?.keyboard;
source?.getLayoutMap().then(
  (byCode) => keyLabels.set({ byCode }),
  () => undefined,
);

/** The label of a stick key; `otherwise` where it is not known. */
export const labelOf = (key: string, otherwise: string): string =>
  keyLabels.get().byCode?.get(codeOf(key))?.toUpperCase() ?? otherwise;
