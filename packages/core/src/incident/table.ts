import type { IncidentInput } from '@outrider/schema';

/** Rows of a CSV file by column name, as a parser gives them. */
export interface TableRow {
  /** Line in the file, from 1, for messages. */
  line: number;
  values: Readonly<Record<string, string>>;
}
export type TableResult =
  | { ok: true; inputs: IncidentInput[] }
  | { ok: false; line: number; column: string; message: string };

const REQUIRED = ['type', 'priority', 'latitude_deg', 'longitude_deg'] as const;
const OPTIONAL = [
  'external_id',
  'external_revision',
  'uncertainty_m',
  'address',
  'narrative',
  'received_at',
  'state',
] as const;
const KNOWN: ReadonlySet<string> = new Set([...REQUIRED, ...OPTIONAL]);

class CellError extends Error {
  constructor(
    readonly column: string,
    message: string,
  ) {
    super(message);
  }
}

/** Incidents from a table, all or nothing. An error names line and column and says what was expected. */
export function incidentsFromTable(columns: readonly string[], rows: readonly TableRow[]): TableResult {
  const missing = REQUIRED.find((column) => !columns.includes(column));
  if (missing) return { ok: false, line: 1, column: missing, message: `The column "${missing}" is missing.` };
  const unknown = columns.find((column) => !KNOWN.has(column));
  if (unknown !== undefined) {
    return {
      ok: false,
      line: 1,
      column: unknown,
      message: `The column "${unknown}" is not known; known are ${[...KNOWN].join(', ')}.`,
    };
  }
  const inputs: IncidentInput[] = [];
  for (const row of rows) {
    try {
      inputs.push(readRow(row.values));
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      return { ok: false, line: row.line, column: error.column, message: error.message };
    }
  }
  return { ok: true, inputs };
}

function readRow(values: TableRow['values']): IncidentInput {
  const text = (column: string, most: number): string | undefined => {
    const value = values[column]?.trim();
    if (value && value.length > most)
      throw new CellError(column, `"${column}" has ${value.length} characters; at most ${most} are allowed.`);
    return value || undefined;
  };
  const number = (column: string, least: number, most: number): number | undefined => {
    const value = text(column, 40);
    if (value === undefined) return undefined;
    const parsed = Number(value);
    if (!(parsed >= least && parsed <= most))
      throw new CellError(column, `"${value}" is not a number from ${least} to ${most}.`);
    return parsed;
  };
  const needed = <T>(column: string, value: T | undefined): T => {
    if (value === undefined) throw new CellError(column, `"${column}" is empty.`);
    return value;
  };
  const priority = needed('priority', number('priority', 1, 5));
  if (!Number.isInteger(priority)) throw new CellError('priority', `"${priority}" is not a whole number from 1 to 5.`);
  const state = text('state', 10);
  if (state !== undefined && state !== 'open' && state !== 'closed')
    throw new CellError('state', `"${state}" is neither "open" nor "closed".`);
  const receivedText = text('received_at', 40);
  // Without a zone it would be read in that of the server.
  const zoned = receivedText === undefined || /T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(receivedText);
  const received = receivedText === undefined ? undefined : zoned ? Date.parse(receivedText) : Number.NaN;
  if (Number.isNaN(received))
    throw new CellError(
      'received_at',
      `"${receivedText}" is not a time with its zone, such as 2026-11-21T14:30:00Z or 2026-11-21T14:30:00-08:00.`,
    );
  return {
    type: needed('type', text('type', 120)),
    priority: priority as IncidentInput['priority'],
    location: {
      latitude_deg: needed('latitude_deg', number('latitude_deg', -90, 90)),
      longitude_deg: needed('longitude_deg', number('longitude_deg', -180, 180)),
      uncertainty_m: number('uncertainty_m', 0, 100_000) ?? null,
      address: text('address', 300) ?? null,
    },
    ...defined({
      external_id: text('external_id', 120),
      external_revision: number('external_revision', 0, Number.MAX_SAFE_INTEGER),
      narrative: text('narrative', 4000),
      received_at_utc_ms: received,
      state: state as 'open' | 'closed' | undefined,
    }),
  };
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
