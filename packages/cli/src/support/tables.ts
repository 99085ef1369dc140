import type pg from 'pg';

/** A table as the database describes it. */
export interface TableShape {
  name: string;
  /** Without generated ones, in the order of the table. */
  columns: string[];
  /** How its rows are put in order: the key, or every column where there is none. */
  order: string;
  /** Tables that its foreign keys point to. */
  refersTo: string[];
  /** Row security binds the owner too. */
  forced: boolean;
}

interface Row {
  name: string;
  columns: string[];
  key: { name: string; text: boolean }[];
  refers_to: string[];
  forced: boolean;
}

// Text sorts differently from one database's locale to the next, so the order is fixed to that of the bytes.
const CATALOGUE = `
SELECT c.relname::text AS name, c.relforcerowsecurity AS forced,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  (SELECT json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) ORDER BY array_position(i.indkey::int2[], a.attnum))
    FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      AND (i.indrelid IS NULL OR a.attnum = ANY (i.indkey::int2[]))) AS key,
  (SELECT coalesce(array_agg(DISTINCT r.relname::text), '{}') FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
    WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers_to
FROM pg_class c WHERE c.relnamespace = 'outrider'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname`;

/** All tables of Outrider's schema, what others refer to first. */
export async function tableShapes(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<Row>(CATALOGUE);
  return inFillingOrder(
    rows.map(({ name, columns, key, refers_to, forced }) => ({
      name,
      columns,
      order: key.map((column) => `${quoted(column.name)}${column.text ? ' COLLATE "C"' : ''}`).join(', '),
      refersTo: refers_to,
      forced,
    })),
  );
}

/** Tables sorted so that each comes after those that it refers to. Pure; throws on a circle, which no schema of ours has. */
export function inFillingOrder<T extends Pick<TableShape, 'name' | 'refersTo'>>(tables: readonly T[]): T[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const sorted: T[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find((table) => table.refersTo.every((name) => !waiting.has(name)));
    if (!next) throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    sorted.push(next);
  }
  return sorted;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement that gives all rows of a table as COPY text, in the order of its key. */
export function copyOut({ name, columns, order }: Pick<TableShape, 'name' | 'columns' | 'order'>): string {
  return `COPY (SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`;
}
