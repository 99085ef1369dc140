import { CsvError, parse } from 'csv-parse/sync';
import type { AddressPoint } from '@outrider/schema';
import { refuse } from '../platform/index.js';

const COLUMNS = ['label', 'latitude_deg', 'longitude_deg'] as const;
const MOST_LABEL = 300;

/** Address points from CSV (RFC 4180, header first; other columns are passed over). Throws bad_csv naming the line. */
export function addressesFromCsv(text: string): AddressPoint[] {
  const [header, ...rows] = rowsOf(text);
  if (!header) throw refuse('bad_csv', 'The file is empty; its first line must name the columns.', 'line 1');
  const places = COLUMNS.map((name) => header.findIndex((column) => column.trim() === name));
  const missing = COLUMNS.find((_name, index) => places[index] === -1);
  if (missing !== undefined) throw refuse('bad_csv', `The column "${missing}" is missing.`, 'line 1');
  const [label, latitude, longitude] = places as [number, number, number];
  return rows.map((row, index) => ({
    label: labelAt(row[label], index + 2),
    latitude_deg: degreesAt(row[latitude], 90, 'latitude_deg', index + 2),
    longitude_deg: degreesAt(row[longitude], 180, 'longitude_deg', index + 2),
  }));
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, max_record_size: 20_000 }) as string[][];
  } catch (error) {
    if (error instanceof CsvError) throw refuse('bad_csv', error.message);
    throw error;
  }
}

function labelAt(value: string | undefined, row: number): string {
  const label = (value ?? '').trim();
  if (label.length > 0 && label.length <= MOST_LABEL) return label;
  throw refuse('bad_csv', `Row ${row}: "label" needs 1 to ${MOST_LABEL} characters.`, `row ${row}, label`);
}

function degreesAt(value: string | undefined, most: number, column: string, row: number): number {
  const text = (value ?? '').trim();
  const degrees = Number(text);
  if (text !== '' && Math.abs(degrees) <= most) return degrees;
  throw refuse(
    'bad_csv',
    `Row ${row}: "${text.slice(0, 40)}" is not a ${column} from -${most} to ${most}.`,
    `row ${row}, ${column}`,
  );
}
