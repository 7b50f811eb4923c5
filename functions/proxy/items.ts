import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { Proxy } from '#shared/proxy/contract';
import { LegalDate } from '#shared/time';
import { ABSENT, atRevision, Binary, either, type Key, put, update, type Write } from '../platform/item';

const partition = (village: AreaCode): string => `PROXIES#${village}`;

/** How many proxies the election of a term has; each is numbered by it. */
export const countKey = (village: AreaCode): Key => ({ PK: partition(village), SK: 'COUNT' });
export const StoredCount = z.object({ term: z.number(), count: z.number(), revision: z.number() });

/** The proxies of a village, of every term. */
export const proxyRange = (village: AreaCode) => ({ PK: partition(village), begins: 'ID#' });
export const proxyKey = (village: AreaCode, id: Id): Key => ({ PK: partition(village), SK: `ID#${id}` });
export const StoredProxy = z.object({ proxy: Proxy, revision: z.number(), auditHash: z.string() });
export type StoredProxy = z.output<typeof StoredProxy>;

/** The photographed paper of a proxy: in this table alone, never among the files that anybody may read. */
export const paperKey = (village: AreaCode, id: Id): Key => ({ PK: partition(village), SK: `PAPER#${id}` });
export const StoredPaper = z.object({ bytes: Binary, electionDay: LegalDate });

/** The papers of a village, and what its entries give and take, of every term. */
export const paperRange = (village: AreaCode) => ({ PK: partition(village), begins: 'PAPER#' });
export const handRange = (village: AreaCode) => ({ PK: `PROXYHANDS#${village}` });

/** What an entry gives and takes in a term. */
export const handKey = (village: AreaCode, term: number, entry: Id): Key => ({
  PK: `PROXYHANDS#${village}`,
  SK: `TERM#${term}#${entry}`,
});
export const StoredHand = z.object({
  /** The one that has not ended. */
  gave: Id.optional(),
  holds: z.array(Id),
  /** Every proxy it ever gave or was named in, newest last; `MOST_NAMED` at most. */
  given: z.array(Id),
  asked: z.array(Id),
  /** The election's: with it this ends. */
  electionDay: LegalDate.optional(),
  revision: z.number(),
});
export type StoredHand = z.output<typeof StoredHand>;
export const EMPTY_HAND: StoredHand = { holds: [], given: [], asked: [], revision: 0 };

/** Writes a proxy over the revision it was decided from. */
export function putProxy(stored: StoredProxy): Write {
  const { area, id, state } = stored.proxy;
  return put('people', { ...proxyKey(area, id), state, ...stored }, atRevision(stored.revision - 1));
}

export function putPaper(
  village: AreaCode,
  id: Id,
  paper: { bytes: Uint8Array; electionDay: LegalDate },
): Write {
  return put('people', { ...paperKey(village, id), ...paper }, ABSENT);
}

interface Election {
  term: number;
  electionDay: LegalDate;
}

/** Writes what an entry gives and takes over what was read. */
export function putHand(
  village: AreaCode,
  { term, electionDay }: Election,
  entry: Id,
  after: StoredHand,
): Write {
  const next = { ...after, electionDay, revision: after.revision + 1 };
  return put('people', { ...handKey(village, term, entry), ...next }, atRevision(after.revision));
}

/** More proxies than anybody gives or is named in. */
export const MOST_NAMED = 40;

const KEPT = 'electionDay = :day ADD revision :step';
const appended = (list: string) => `${list} = list_append(if_not_exists(${list}, :none), :added)`;
const begun = (list: string) => `${list} = if_not_exists(${list}, :none)`;
const handValues = ({ electionDay }: Election, id: Id) => ({
  ':day': electionDay,
  ':step': 1,
  ':none': [],
  ':added': [id],
});

/** Gives a proxy by an entry that has given none and holds none, whatever else changes meanwhile. */
export function giveBy(village: AreaCode, election: Election, entry: Id, id: Id): Write {
  const free = {
    expression: 'attribute_not_exists(gave) AND size(holds) = :empty AND size(given) < :named',
    values: { ':empty': 0, ':named': MOST_NAMED },
  };
  const change = `SET gave = :id, ${appended('given')}, ${begun('holds')}, ${begun('asked')}, ${KEPT}`;
  const values = { ...handValues(election, id), ':id': id };
  return update('people', handKey(village, election.term, entry), change, values, either(ABSENT, free));
}

/** Names an entry that has given none as an agent; one that holds fewer than `holdsBelow` holds this too. */
export function nameIn(
  village: AreaCode,
  election: Election,
  entry: Id,
  id: Id,
  holdsBelow: number | undefined,
): Write {
  const holds = holdsBelow !== undefined;
  const free = {
    expression: `attribute_not_exists(gave) AND size(asked) < :named${holds ? ' AND size(holds) < :most' : ''}`,
    values: { ':named': MOST_NAMED, ...(holds && { ':most': holdsBelow }) },
  };
  const held = holds ? appended('holds') : begun('holds');
  const change = `SET ${appended('asked')}, ${held}, ${begun('given')}, ${KEPT}`;
  const values = handValues(election, id);
  return update('people', handKey(village, election.term, entry), change, values, either(ABSENT, free));
}

/** Gives out the next number of a village's term. */
export function putCount(village: AreaCode, term: number, count: number, revision: number): Write {
  const after = { term, count, revision: revision + 1 };
  return put('people', { ...countKey(village), ...after }, atRevision(revision));
}
