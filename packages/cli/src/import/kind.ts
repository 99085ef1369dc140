import { OutriderError } from '@outrider/runtime/errors';

export const KINDS = ['incidents', 'addresses', 'airspace'] as const;
export type Kind = (typeof KINDS)[number];

const ADDRESS_COLUMNS: ReadonlySet<string> = new Set(['label', 'latitude_deg', 'longitude_deg']);

/** What a file holds, by its name and, for CSV, by the columns in its first line. Throws file_unreadable. */
export function kindOf(path: string, content: string): Kind {
  if (/\.(geojson|json)$/i.test(path)) return 'airspace';
  if (/\.csv$/i.test(path))
    return columnsOf(content).every((name) => ADDRESS_COLUMNS.has(name)) ? 'addresses' : 'incidents';
  throw new OutriderError(
    'file_unreadable',
    `What ${path} holds cannot be told from its name.`,
    'Name it FILE.csv or FILE.geojson, or say what it is with --as.',
  );
}

function columnsOf(content: string): string[] {
  const [header = ''] = content.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return header.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}
