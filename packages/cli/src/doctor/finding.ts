/** One line of the doctor's answer. */
export interface Finding {
  name: string;
  /** fail: Outrider will not run. warn: it runs, but something is missing or will go wrong. */
  state: 'ok' | 'warn' | 'fail';
  detail: string;
  /** What to do; null where nothing is to be done. */
  remedy: string | null;
}

export const ok = (name: string, detail: string): Finding => ({ name, state: 'ok', detail, remedy: null });
export const warn = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: 'warn',
  detail,
  remedy,
});
export const fail = (name: string, detail: string, remedy: string): Finding => ({
  name,
  state: 'fail',
  detail,
  remedy,
});
