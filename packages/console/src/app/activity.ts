/** When a person last touched this console: pointer, keyboard, or a moved gamepad stick. */
let last = performance.now();
export const lastActivityMs = (): number => last;
export const touchActivity = (): void => {
  last = performance.now();
};

let told = 0;
/** Whether there was activity since the last call. */
export function takeActivity(): boolean {
  const since = last > told;
  told = last;
  return since;
}

const EVENTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export function watchActivity(): () => void {
  touchActivity();
  for (const name of EVENTS) addEventListener(name, touchActivity, { passive: true, capture: true });
  return () => {
    for (const name of EVENTS) removeEventListener(name, touchActivity, { capture: true });
  };
}
