import type { FailsafeReport } from '@outrider/schema';

/** True where nothing is wrong. "Not known" is wrong: a failsafe that was not read back is not there. */
export function isReady(report: FailsafeReport): boolean {
  return report.items.every((item) => item.ok === true);
}

/** The sentences of everything that is not right. */
export function whatIsWrong(report: FailsafeReport): string {
  return report.items
    .filter((item) => item.ok !== true)
    .map((item) => item.detail)
    .join(' ');
}
