/** The value below which the share `p` (0 to 1) of the values lies; nearest rank. */
export function quantile(values, p) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);
export const round = (value, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Numbers that look random and are the same in every run (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const quick = process.argv.includes('--quick');

/** What the person at the terminal sees of a long benchmark; the result alone goes to standard output. */
export const progress = (text) => console.error(text);
