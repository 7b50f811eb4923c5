import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useSettings } from '../platform/settings';
import './desk.css';
import { showSide } from './desk-side';
import { classes } from './element';
import { PHONE, useNarrowerThan } from './narrow';
import { useRowsInSight } from './rows-in-sight';

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** Right, tabular figures. */
  number?: boolean;
  /** In pixels, at the table's standard letters. */
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
/** The height of the table's standard letters, in pixels; columns grow with them. */
const TEXT = 14;
/** In pixels: what columns of large letters need, with the rail and the side panel beside them. */
const ELDER_ROOM = 1500;

/** Whether rows are drawn as cards, since their columns would not fit beside each other. */
function useFolds(): boolean {
  const { elder } = useSettings();
  return useNarrowerThan(elder ? ELDER_ROOM : PHONE);
}

function Head<T>({ columns }: { columns: readonly Column<T>[] }): ReactNode {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ head, number, width }) => (
          <th
            key={head}
            role="columnheader"
            scope="col"
            className={number ? 'num' : undefined}
            style={width ? { width: `${width / TEXT}em` } : undefined}
          >
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface LineProps<T> extends Props<T> {
  row: T;
  /** Reached by Tab: the selected row, else the first. */
  inTabOrder: boolean;
  onMove: (e: KeyboardEvent<HTMLTableRowElement>) => void;
}

function Line<T>({
  row,
  columns,
  idOf,
  selected,
  onSelect,
  onOpen,
  main = 0,
  inTabOrder,
  onMove,
}: LineProps<T>): ReactNode {
  const id = idOf(row);
  const on = id === selected;
  return (
    <tr
      role="row"
      className={classes(on && 'sel', onSelect && 'can')}
      aria-selected={onSelect ? on : undefined}
      tabIndex={onSelect ? (inTabOrder ? 0 : -1) : undefined}
      onClick={({ currentTarget }) => {
        if (on && onOpen) onOpen(id);
        else if (onSelect) {
          onSelect(id);
          showSide(currentTarget);
        }
      }}
      onKeyDown={onMove}
    >
      {columns.map((column, i) => (
        <td
          key={column.head}
          role="cell"
          data-head={column.head}
          className={classes(column.number && 'num', i === main && 'first-col')}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

type Move = (e: KeyboardEvent<HTMLTableRowElement>, at: number) => void;

/** ↑ ↓ choose the row beside, Enter opens. */
function moverOf<T>({ rows, idOf, onSelect, onOpen }: Props<T>): Move {
  return (e, at) => {
    const row = rows[at];
    if (e.key === 'Enter' && row) (onOpen ?? onSelect)?.(idOf(row));
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const next = step === 1 ? e.currentTarget.nextElementSibling : e.currentTarget.previousElementSibling;
    const target = step === undefined ? undefined : rows[at + step];
    if (!target || !(next instanceof HTMLElement)) return;
    e.preventDefault();
    onSelect?.(idOf(target));
    next.focus();
  };
}

/** The rows from one place up to another. */
function Lines<T>({ from, to, ...props }: Props<T> & { from: number; to: number }): ReactNode {
  const { rows, idOf, selected } = props;
  const shown = rows.slice(from, to);
  const first = shown.some((row) => idOf(row) === selected) ? selected : shown[0] && idOf(shown[0]);
  const move = moverOf(props);
  return shown.map((row, i) => (
    <Line
      key={idOf(row)}
      {...props}
      row={row}
      inTabOrder={idOf(row) === first}
      onMove={(e) => move(e, from + i)}
    />
  ));
}

/**
 * A table at a desk. Rows are reached by ↑ ↓ and opened by Enter; long ones grow by 200 rows. On a phone each row is a
 * card; the roles are written out, since a table that is drawn otherwise loses them. H5 only.
 */
export function Table<T>(props: Props<T>): ReactNode {
  return <GrowingTable {...props} folds={useFolds()} />;
}

function GrowingTable<T>({ folds, ...props }: Props<T> & { folds: boolean }): ReactNode {
  const { rows } = props;
  const [most, setMost] = useState(STEP);
  return (
    <>
      <table role="table" aria-label={props.label} className={folds ? 'folds' : undefined}>
        <Head columns={props.columns} />
        <tbody role="rowgroup">
          <Lines {...props} from={0} to={most} />
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

/** The same with rows of one height, of which only those in sight are in the page; cards are of any height. H5 only. */
export function LongTable<T>(props: Props<T>): ReactNode {
  return useFolds() ? <GrowingTable {...props} folds /> : <EvenTable {...props} />;
}

function EvenTable<T>(props: Props<T>): ReactNode {
  const { columns, rows } = props;
  const { body, from, to, height } = useRowsInSight(rows.length);
  return (
    <table role="table" aria-label={props.label} aria-rowcount={rows.length} className="even">
      <Head columns={columns} />
      <tbody role="rowgroup" ref={body}>
        <Unseen rows={from} height={height} />
        <Lines {...props} from={from} to={to} />
        <Unseen rows={rows.length - to} height={height} />
      </tbody>
    </table>
  );
}

/** The room of rows that are not in the page. */
function Unseen({ rows, height }: { rows: number; height: number }): ReactNode {
  return rows > 0 ? <tr aria-hidden className="unseen" style={{ height: rows * height }} /> : null;
}
