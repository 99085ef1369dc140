/** Times as they are read in a control room. All take milliseconds; clock times are in the browser's own zone. */

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** Age as mm:ss, from an hour on h:mm:ss, from a day on in days. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds >= 86400) return `${Math.floor(seconds / 86400)} d`;
  const minutes = `${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${minutes}` : minutes;
}

/** Minutes and seconds as m:ss. */
export function minutesText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** How old something is, in words short enough for a chip: "2.4 s", "12 s", "3 min", "2 h". */
export function agoText(since_ms: number): string {
  // Clocks of browser and server differ by a little.
  const ms = Math.max(0, since_ms);
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}

const date = (ms: number): string => {
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
};
export const dateText = date;
export const clockText = (ms: number): string => {
  const d = new Date(ms);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
};
export const hourText = (ms: number): string => clockText(ms).slice(0, 5);
export const dateTimeText = (ms: number | null): string => (ms === null ? '—' : `${date(ms)} ${clockText(ms)}`);
