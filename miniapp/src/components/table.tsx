import { type KeyboardEvent, type ReactNode, useState } from 'react';
import './desk.css';
import { classes } from './element';

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Right, tabular figures. */
  number?: boolean;
  width?: number;
}

interface Props<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  selected?: string | undefined;
  onSelect?: (id: string) => void;
  /** Enter, or a second click on the selected row. */
  onOpen?: (id: string) => void;
  /** Which column names the row: bold. */
  main?: number;
}

const STEP = 200;

/** A table at a desk. Rows are reached by ↑ ↓ and opened by Enter; long ones grow by 200 rows. H5 only. */
export function Table<T>({
  label,
  columns,
  rows,
  idOf,
  selected,
  onSelect,
  onOpen,
  main = 0,
}: Props<T>): ReactNode {
  const [most, setMost] = useState(STEP);
  const shown = rows.slice(0, most);
  const move = (e: KeyboardEvent<HTMLTableRowElement>, at: number): void => {
    const row = rows[at];
    if (e.key === 'Enter' && row) (onOpen ?? onSelect)?.(idOf(row));
    const to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : undefined;
    const target = to === undefined ? undefined : shown[to];
    if (!target) return;
    e.preventDefault();
    onSelect?.(idOf(target));
    const next =
      e.key === 'ArrowDown' ? e.currentTarget.nextElementSibling : e.currentTarget.previousElementSibling;
    if (next instanceof HTMLElement) next.focus();
  };
  const firstTab = selected ?? (shown[0] ? idOf(shown[0]) : undefined);
  return (
    <>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.head}
                scope="col"
                className={column.number ? 'num' : undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => {
            const id = idOf(row);
            const on = id === selected;
            return (
              <tr
                key={id}
                className={classes(on && 'sel', onSelect && 'can')}
                aria-selected={onSelect ? on : undefined}
                tabIndex={onSelect ? (id === firstTab ? 0 : -1) : undefined}
                onClick={() => (on && onOpen ? onOpen(id) : onSelect?.(id))}
                onKeyDown={(e) => move(e, at)}
              >
                {columns.map((column, i) => (
                  <td
                    key={column.head}
                    className={classes(column.number && 'num', i === main && 'first-col')}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > most ? (
        <button type="button" className="tap link desk-pad" onClick={() => setMost(most + STEP)}>
          {`再看 ${Math.min(STEP, rows.length - most)} 行，共 ${rows.length} 行`}
        </button>
      ) : null}
    </>
  );
}
