// What a CAD sends that is not careful: every call in up to three revisions, each up to three times, late and out of order.
import { seededRandom } from '../support/measure.mjs';

const TYPES = ['Alarm', 'Structure fire', 'Traffic accident', 'Burglary', 'Missing person'];
/** How far a delivery may be from where it belongs. */
const WINDOW = 4000;

/** Deliveries in the order in which they arrive: { call, revision }. */
export function deliveries(count, seed) {
  const random = seededRandom(seed);
  const sent = [];
  for (let call = 0; sent.length < count; call++) {
    const revisions = 1 + Math.floor(random() * 3);
    for (let revision = 1; revision <= revisions; revision++) {
      const times = random() < 0.3 ? 2 + Math.floor(random() * 2) : 1;
      for (let time = 0; time < times; time++) sent.push({ call, revision, at: sent.length + random() * WINDOW });
    }
  }
  sent.length = count;
  return sent.toSorted((a, b) => a.at - b.at);
}

/** The newest revision of each call that was delivered at all: what must stand at the end. */
export function newestOf(sent) {
  const newest = new Map();
  for (const { call, revision } of sent) newest.set(call, Math.max(newest.get(call) ?? 0, revision));
  return newest;
}

export const externalId = (call) => `CAD-${String(call).padStart(7, '0')}`;
export const narrativeOf = (call, revision) =>
  `Call ${call}, revision ${revision}: caller reports smoke near the bridge.`;

/** A delivery as the feed's adapter gives it to the server. */
export function toInput({ call, revision }) {
  return {
    external_id: externalId(call),
    external_revision: revision,
    type: TYPES[call % TYPES.length],
    priority: 1 + (call % 5),
    location: {
      latitude_deg: 37 + (call % 1000) / 10_000,
      longitude_deg: -122 + (call % 777) / 10_000 + revision / 1e6,
      uncertainty_m: 25,
      address: `${100 + (call % 900)} Main Street`,
    },
    narrative: narrativeOf(call, revision),
    received_at_utc_ms: 1_750_000_000_000 + call * 1000,
    state: revision === 3 ? 'closed' : 'open',
  };
}
