import { holds, type Limit, sayLimit } from './limits';

/** One measured figure. */
export interface Figure {
  /** What was measured, dotted from the general to the particular: `notices.list.rps`. */
  name: string;
  value: number;
  unit: string;
}

/** Takes a figure as soon as it is known. */
export type Report = (name: string, value: number, unit: string) => void;

/** The middle value; the mean of the two middle ones of an even number. Throws for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length - 1 - middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new RangeError('the median of nothing');
  return (low + high) / 2;
}

/**
 * Ours over the bare side, slice by slice, and of these the median: both slices of a pair met the same machine,
 * so a machine that is slow for a while does not move it. Throws for series of different lengths.
 */
export function medianRatio(ours: readonly number[], bare: readonly number[]): number {
  if (ours.length !== bare.length) throw new RangeError('every slice of ours needs a bare one');
  return median(ours.map((value, i) => value / (bare[i] ?? Number.NaN)));
}

/** The value that the share `p` (0 to 1) of all values does not exceed (nearest rank). Throws for no values. */
export function percentile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('a percentile of nothing');
  return value;
}

/** A value with the digits that mean something: four, and no fraction of large ones. */
export function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}

/** The figures as a table for people, each beside its limit where it is held to one. */
export function tableOf(figures: readonly Figure[], limits: Readonly<Record<string, Limit>>): string {
  const rows = figures.map(({ name, value, unit }) => {
    const limit = limits[name];
    const verdict = limit && `${sayLimit(limit)}${holds(value, limit) ? '' : '  MISSED'}`;
    return [name, value.toLocaleString('en'), verdict ? `${unit}  ${verdict}` : unit] as const;
  });
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [names, values] = [width(0), width(1)];
  return rows
    .map(([name, value, rest]) => `${name.padEnd(names)}  ${value.padStart(values)} ${rest}`)
    .join('\n');
}
