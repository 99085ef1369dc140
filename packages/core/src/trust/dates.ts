/** Calendar dates as ISO texts; they compare as texts. */
const DAY_MS = 86_400_000;

/** The date so many days later. Calendar days, no zones: the text is taken as a day of its own. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
