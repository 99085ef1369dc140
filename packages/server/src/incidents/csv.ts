import { CsvError, parse } from 'csv-parse/sync';
import { incidentsFromTable } from '@outrider/core/incident';
import type { TableRow } from '@outrider/core/incident';
import type { IncidentInput } from '@outrider/schema';
import { refuse } from '../platform/refusal.js';

const MOST_ROWS = 20_000;
interface Parsed {
  info: { lines: number };
  record: string[];
}

/** Incidents from CSV text (RFC 4180, header first). Throws bad_csv naming line and column; nothing is taken then. */
export function incidentsFromCsv(text: string): IncidentInput[] {
  const [header, ...rows] = parseRows(text);
  if (!header) throw refuse('bad_csv', 'The file is empty; its first line must name the columns.', 'line 1');
  if (rows.length > MOST_ROWS)
    throw refuse('too_large', `The file has ${rows.length} incidents; at most ${MOST_ROWS} are taken at once.`);
  const columns = header.record.map((name) => name.trim());
  const result = incidentsFromTable(
    columns,
    rows.map((row) => toTableRow(columns, row)),
  );
  if (!result.ok)
    throw refuse(
      'bad_csv',
      `Line ${result.line}, column "${result.column}": ${result.message}`,
      `line ${result.line}, ${result.column}`,
    );
  return result.inputs;
}

function parseRows(text: string): Parsed[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: false,
      max_record_size: 20_000,
    }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CsvError) throw refuse('bad_csv', `Line ${String(error['lines'] ?? '?')}: ${error.message}`);
    throw error;
  }
}

function toTableRow(columns: readonly string[], row: Parsed): TableRow {
  return {
    line: row.info.lines,
    values: Object.fromEntries(columns.map((column, index) => [column, row.record[index] ?? ''])),
  };
}
