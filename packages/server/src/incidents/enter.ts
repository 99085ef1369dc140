import { mergeUpdate, newIncident } from '@outrider/core/incident';
import type { NewIncidentFacts } from '@outrider/core/incident';
import type { Incident, IncidentInput } from '@outrider/schema';
import { askAboutChange } from '../flights/questions.js';
import type { AgencyTransaction } from '../platform/database/index.js';
import { takeNumbers } from '../platform/database/numbers.js';
import { findByExternalIds, insertIncidents, saveIncidents } from './store.js';

/** Who entered it, for the story of the incident. */
export interface Entry {
  source: Incident['source'];
  actor: string | null;
}
export interface EnterResult {
  /** One for each input, in order; the same incident may stand twice. */
  incidents: Incident[];
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Takes incidents in, in the given order. An input whose external id is known updates that incident, however often it is repeated
 * and in whatever order it comes (core/incident); RPICs on their way to one that moved or ended are asked.
 */
export async function enterIncidents(
  tx: AgencyTransaction,
  inputs: readonly IncidentInput[],
  entry: Entry,
): Promise<EnterResult> {
  // Held first and until commit: two feeds that bring the same new call at once take turns, and the second finds it.
  await takeNumbers(tx, 'incident', 0);
  const externalIds = inputs.flatMap((input) => input.external_id ?? []);
  const before = await findByExternalIds(tx, externalIds);
  const numbers = await takeNumbers(tx, 'incident', countNew(inputs, before));
  const batch = new Batch(before, tx.nowUtcMs);
  for (const input of inputs)
    batch.take(input, () => ({
      id: tx.newId(),
      number: numbers.shift() ?? '',
      source: entry.source,
      now_utc_ms: tx.nowUtcMs,
    }));
  await insertIncidents(tx, batch.created());
  await saveIncidents(tx, batch.updated());
  for (const incident of batch.created()) tell(tx, incident, 'entered', entry.actor);
  for (const incident of batch.updated()) {
    tell(tx, incident, 'updated', entry.actor);
    await askAboutChange(tx, batch.asItWas(incident), incident);
  }
  return batch.result();
}

/** Inputs of one transaction merged in memory, so that a thousand updates of one incident are one write. */
class Batch {
  readonly #before: ReadonlyMap<string, Incident>;
  readonly #byExternalId: Map<string, string>;
  readonly #now: Map<string, Incident>;
  readonly #changed = new Set<string>();
  readonly #order: string[] = [];
  readonly #nowUtcMs: number;
  #unchanged = 0;

  constructor(before: readonly Incident[], nowUtcMs: number) {
    this.#nowUtcMs = nowUtcMs;
    this.#before = new Map(before.map((incident) => [incident.id, incident]));
    this.#now = new Map(this.#before);
    this.#byExternalId = new Map(before.map((incident) => [incident.external_id ?? '', incident.id]));
  }

  take(input: IncidentInput, facts: () => NewIncidentFacts): void {
    const id = input.external_id === undefined ? undefined : this.#byExternalId.get(input.external_id);
    const held = id === undefined ? undefined : this.#now.get(id);
    if (!held) return this.#add(newIncident(input, facts()));
    const { incident, outcome } = mergeUpdate(held, input, this.#nowUtcMs);
    if (outcome !== 'applied') this.#unchanged++;
    else this.#changed.add(held.id);
    this.#now.set(held.id, incident);
    this.#order.push(held.id);
  }

  #add(incident: Incident): void {
    this.#now.set(incident.id, incident);
    if (incident.external_id !== null) this.#byExternalId.set(incident.external_id, incident.id);
    this.#order.push(incident.id);
  }

  created(): Incident[] {
    return [...this.#now.values()].filter((incident) => !this.#before.has(incident.id));
  }

  updated(): Incident[] {
    return [...this.#now.values()].filter(
      (incident) => this.#before.has(incident.id) && this.#changed.has(incident.id),
    );
  }

  asItWas(incident: Incident): Incident {
    return this.#before.get(incident.id) ?? incident;
  }

  result(): EnterResult {
    const created = this.created().length;
    const incidents = this.#order.flatMap((id) => this.#now.get(id) ?? []);
    return { incidents, created, updated: incidents.length - created - this.#unchanged, unchanged: this.#unchanged };
  }
}

function countNew(inputs: readonly IncidentInput[], held: readonly Incident[]): number {
  const known = new Set(held.map((incident) => incident.external_id));
  const named = new Set(inputs.flatMap((input) => input.external_id ?? []).filter((id) => !known.has(id)));
  return named.size + inputs.filter((input) => input.external_id === undefined).length;
}

/** Writes the line into the story and tells the consoles. */
export function tell(tx: AgencyTransaction, incident: Incident, what: string, actor: string | null): void {
  tx.event({
    kind: `incident_${what}`,
    text: `Incident ${incident.number} ${what}: ${incident.type}`,
    actor,
    incident_id: incident.id,
    data: { priority: incident.priority, state: incident.state, location: incident.location },
  });
  tx.change({ kind: 'incident', value: incident });
}
