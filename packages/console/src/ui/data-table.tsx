import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import './data-table.css';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: {
    alphanumeric: sortFn_alphanumeric,
    basic: sortFn_basic,
    text: sortFn_alphanumeric,
    datetime: sortFn_basic,
  },
});

export interface Column<T> {
  key: string;
  header: string;
  /** What is sorted by; undefined sorts last. */
  value: (row: T) => string | number | undefined;
  /** What is shown; the value itself when left out. */
  cell?: (row: T) => ReactNode;
  numeric?: boolean;
}

interface DataTableProps<T> {
  label: string;
  /** Must be constant or memoised. */
  columns: readonly Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  selected?: string | null;
  onRow?: (row: T) => void;
}

/** A table that sorts by a press on its head. A press on a row opens it; its first cell holds the link for the keyboard. */
export function DataTable<T extends object>({ label, columns, rows, keyOf, selected, onRow }: DataTableProps<T>) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return helper.columns(
      columns.map((column) =>
        helper.accessor((row: T) => column.value(row), {
          id: column.key,
          header: column.header,
          sortUndefined: 'last',
        }),
      ),
    );
  }, [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: keyOf });
  const byKey = useMemo(() => new Map(columns.map((column) => [column.key, column])), [columns]);
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                const column = byKey.get(header.column.id);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-numeric={column?.numeric}
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {column?.header}
                      <span aria-hidden="true">{sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-selected={row.id === selected}
              data-opens={onRow !== undefined}
              onClick={onRow && (() => onRow(row.original))}
            >
              {columns.map((column) => (
                <td key={column.key} data-numeric={column.numeric} className={column.numeric ? 'num' : undefined}>
                  {column.cell ? column.cell(row.original) : (column.value(row.original) ?? '—')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
