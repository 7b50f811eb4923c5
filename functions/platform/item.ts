import * as z from 'zod';

/** The seven tables; what lies where is in docs/keys.md. */
export const TABLES = ['public', 'affairs', 'people', 'ballots', 'cases', 'files', 'ledger'] as const;
export type Table = (typeof TABLES)[number];

export type Key = { PK: string; SK: string };

/** Bytes as they are stored. */
export const Binary = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An item as it is stored. Absent attributes are left out, never null. */
export type Item = Key & Record<string, unknown>;

/** A DynamoDB condition expression with its own names and values. */
export interface Condition {
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
}

/** One write of a transaction. Every write says from which state it may happen. */
export type Write =
  | { kind: 'put'; table: Table; item: Item; when?: Condition }
  | {
      kind: 'update';
      table: Table;
      key: Key;
      change: string;
      when?: Condition;
      values?: Record<string, unknown>;
    }
  | { kind: 'delete'; table: Table; key: Key; when?: Condition }
  | { kind: 'check'; table: Table; key: Key; when: Condition };

/** Nothing lies there yet. */
export const ABSENT: Condition = { expression: 'attribute_not_exists(PK)' };

/** Something lies there. */
export const PRESENT: Condition = { expression: 'attribute_exists(PK)' };

/** The attribute has this value; the usual guard of a change on the revision it was decided from. */
export function equals(attribute: string, value: unknown): Condition {
  return {
    expression: `#${attribute} = :was_${attribute}`,
    names: { [`#${attribute}`]: attribute },
    values: { [`:was_${attribute}`]: value },
  };
}

/** Stands at this revision; revision 0 means that nothing is there yet. */
export function atRevision(revision: number): Condition {
  return revision === 0 ? ABSENT : equals('revision', revision);
}

/** Both conditions. */
export function both(a: Condition, b: Condition): Condition {
  return joined(a, b, 'AND');
}

/** One condition or the other. */
export function either(a: Condition, b: Condition): Condition {
  return joined(a, b, 'OR');
}

function joined(a: Condition, b: Condition, word: 'AND' | 'OR'): Condition {
  return {
    expression: `(${a.expression}) ${word} (${b.expression})`,
    names: { ...a.names, ...b.names },
    values: { ...a.values, ...b.values },
  };
}

/** Writes a whole item. */
export function put(table: Table, item: Item, when?: Condition): Write {
  return { kind: 'put', table, item, ...(when && { when }) };
}

/** Removes an item. */
export function remove(table: Table, key: Key, when?: Condition): Write {
  return { kind: 'delete', table, key, ...(when && { when }) };
}

/** Asks, without writing, that an item stands as it should. */
export function check(table: Table, key: Key, when: Condition): Write {
  return { kind: 'check', table, key, when };
}

/** Changes attributes by an update expression whose names are plain and whose values are `:named`. */
export function update(
  table: Table,
  key: Key,
  change: string,
  values: Record<string, unknown>,
  when?: Condition,
): Write {
  return { kind: 'update', table, key, change, values, ...(when && { when }) };
}
