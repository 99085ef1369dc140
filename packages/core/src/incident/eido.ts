/**
 * NENA Emergency Incident Data Object (NENA-STA-021.1a) to our own input. Only what dispatch needs is read; the rest stays with the
 * CAD. Components may be one object or a list, references are strings or {"$ref"}.
 */
import type { IncidentInput } from '@outrider/schema';
import { parsePlace } from './pidf-lo.js';

type Json = Record<string, unknown>;
export type EidoResult = { ok: true; input: IncidentInput } | { ok: false; field: string; message: string };

const fail = (field: string, message: string): EidoResult => ({ ok: false, field, message });
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const components = (document: Json, name: string): Json[] => [document[name]].flat().filter(isObject);
const firstText = (...values: unknown[]): string | null =>
  values
    .flat()
    .find((value): value is string => typeof value === 'string' && value.trim() !== '')
    ?.trim() ?? null;

/** Maps an EIDO document. Never throws; an error names the field of the document. */
export function incidentFromEido(document: Json): EidoResult {
  const incident = components(document, 'incidentComponent')[0];
  if (!incident) return fail('incidentComponent', 'An EIDO needs an incidentComponent.');
  const externalId = firstText(incident['incidentTrackingIdentifier'], incident['internalIncidentId']);
  if (!externalId) return fail('incidentComponent.incidentTrackingIdentifier', 'The incident has no identifier.');
  const type = firstText(incident['incidentTypeInternalText'], incident['incidentTypeCommonRegistryText']);
  if (!type) return fail('incidentComponent.incidentTypeCommonRegistryText', 'The incident has no type.');
  const place = findPlace(document, incident);
  if (!place)
    return fail(
      'locationComponent.locationByValue',
      'No location of the incident holds a position (PIDF-LO pos, or latitude and longitude).',
    );
  const updated = lastUpdate(document);
  const priority = priorityOf(incident['incidentCommonPriorityNumber']);
  return {
    ok: true,
    input: {
      external_id: externalId.slice(0, 120),
      ...(updated === null ? {} : { external_revision: updated }),
      type: type.slice(0, 120),
      priority,
      location: place,
      narrative: narrativeOf(document),
      state: isClosed(incident) ? 'closed' : 'open',
    },
  };
}

/** The newest of all that is read here: each component carries a time of its own, and a caller who moved changes only the location. */
function lastUpdate(document: Json): number | null {
  const parts = ['incidentComponent', 'locationComponent', 'notesComponent'];
  const times = [document, ...parts.flatMap((part) => components(document, part))].flatMap(
    (part) => timestamp(part) ?? [],
  );
  return times.length === 0 ? null : Math.max(...times);
}

function timestamp(component: Json): number | null {
  const text = firstText(component['lastUpdateTimestamp'], component['lastUpdateTimeStamp']);
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** 0 to 10 in the EIDO, where 10 is the most urgent (section 2.9), five steps here, where 1 is; what is missing or beyond is 3. */
function priorityOf(value: unknown): IncidentInput['priority'] {
  const urgency = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (!(urgency >= 0 && urgency <= 10) || value === '') return 3;
  return urgency >= 9 ? 1 : urgency >= 7 ? 2 : urgency >= 4 ? 3 : urgency >= 2 ? 4 : 5;
}

function isClosed(incident: Json): boolean {
  const states = [incident['incidentStatusCommonRegistryText']].flat();
  return states.some((state) => typeof state === 'string' && /closed|cancel/i.test(state));
}

function narrativeOf(document: Json): string {
  const notes = components(document, 'notesComponent').map((note) =>
    firstText(note['notesActionComments'], note['notesText']),
  );
  return notes
    .filter((note) => note !== null)
    .join('\n')
    .slice(0, 4000);
}

function findPlace(document: Json, incident: Json): IncidentInput['location'] | null {
  const wanted = new Set([incident['locationReference']].flat().map(referenceOf));
  const locations = components(document, 'locationComponent');
  const referenced = locations.filter((location) =>
    wanted.has(referenceOf(location['componentIdentifier'] ?? location['$id'] ?? location['id'])),
  );
  for (const location of [...referenced, ...locations]) {
    const place = parsePlace(location['locationByValue']);
    if (place) return place;
  }
  return null;
}

const referenceOf = (value: unknown): unknown => {
  const text = isObject(value) ? (value['$ref'] ?? value['ref']) : value;
  return typeof text === 'string' ? text.replace(/^(\$ref:|#)/, '') : text;
};
