import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import {
  areMerged,
  everTied,
  type Lacking,
  lackingToMerge,
  lackingToPart,
  mayMerge,
  type Tied,
} from '#shared/tip/merging';
import { isErased, mayGoOn } from '#shared/tip/rules';
import type { Keys } from '../platform/keyring';
import { type Outcome, problemOf } from '../platform/request';
import { openNotesOf, type OpenNotes, sealNote, sendNote } from './notes';
import { type OpenCase, openCase, sealAct, sendAct } from './opening';

/** A case of this office, opened with its notes. */
export interface Member {
  readonly open: OpenCase;
  readonly notes: OpenNotes;
}

/** Fetches a case of this office and opens it and its notes. */
export async function openMember(caseId: Id, own: Office, keys: Keys): Promise<Outcome<Member>> {
  const open = await openCase(own, caseId, own, keys);
  if (!open.ok) return open;
  if (open.value.view.role !== 'office') return { ok: false, problem: problemOf('tip-elsewhere') };
  const notes = await openNotesOf(open.value, own);
  return notes.ok ? { ok: true, value: { open: open.value, notes: notes.value } } : notes;
}

/** What of a case says whether it is tied to another one. */
export function tiedOf({ open, notes }: Member): Tied {
  return {
    id: open.view.case,
    about: open.first ?? {},
    tied: notes.work.tied,
    entries: open.entries,
  };
}

/** What a case is handled together with, as far as this desk can open it. */
export interface Members {
  /** Both note it, and both are here: what is done with one may be done with these. Some are tied through another one. */
  readonly merged: readonly Member[];
  /** The case notes them and they do not note it: the tie was cut off, or they have gone elsewhere. */
  readonly half: readonly Id[];
  /** One side alone notes the tie, and they are here all the same. */
  readonly beside: readonly Member[];
  /** One of these cases notes them, and they cannot be opened here: withheld, gone elsewhere, or not fetched. */
  readonly unopened: readonly Id[];
}

export const NOBODY: Outcome<Members> = {
  ok: true,
  value: { merged: [], half: [], beside: [], unopened: [] },
};

/** From one case to those it is tied to, and on to those that they are: who merges a third letter into one of two has three. */
export async function openGroup(caseId: Id, own: Office, keys: Keys): Promise<Outcome<Members>> {
  const mine = await openMember(caseId, own, keys);
  if (!mine.ok) return mine;
  const reached = [mine.value];
  const half: Id[] = [];
  const beside: Member[] = [];
  const unopened = new Set<Id>();
  for (const from of reached) {
    for (const id of from.notes.work.tied) {
      if (reached.some(({ open }) => open.view.case === id)) continue;
      const found = await openMember(id, own, keys);
      if (found.ok && areMerged(tiedOf(from), tiedOf(found.value))) {
        reached.push(found.value);
        continue;
      }
      if (from === mine.value) half.push(id);
      if (found.ok) beside.push(found.value);
      else unopened.add(id);
    }
  }
  return { ok: true, value: { merged: reached.slice(1), half, beside, unopened: [...unopened] } };
}

/** All cases that one was ever handled together with, as far as this desk can open them. */
export interface EverTied {
  readonly members: readonly Member[];
  /** Those that cannot be opened here, though the office has them or has not parted from them. */
  readonly unopened: readonly Id[];
}

/**
 * From one case to those that it was ever tied to, parted since or not, and on to theirs. One that was parted from and that
 * nobody can open at this office any more, because it has gone elsewhere or its content has, is left out.
 */
export async function openEverTied(caseId: Id, own: Office, keys: Keys): Promise<Outcome<EverTied>> {
  const mine = await openMember(caseId, own, keys);
  if (!mine.ok) return mine;
  const reached = [mine.value];
  const failed: { id: Id; isGone: boolean }[] = [];
  for (const from of reached) {
    const known = [...reached.map(({ open }) => open.view.case), ...failed.map(({ id }) => id)];
    for (const id of onceTiedTo(from).filter((one) => !known.includes(one))) {
      const found = await openMember(id, own, keys);
      if (found.ok) reached.push(found.value);
      else failed.push({ id, isGone: GONE.some((code) => code === found.problem.code) });
    }
  }
  const tied = new Set(reached.flatMap(({ notes }) => notes.work.tied));
  return {
    ok: true,
    value: {
      members: reached.slice(1).filter(({ open: { view } }) => tied.has(view.case) || !isErased(view.state)),
      unopened: failed.filter(({ id, isGone }) => tied.has(id) || !isGone).map(({ id }) => id),
    },
  };
}

/** What a case that is not at this office any more is answered with. */
const GONE = ['not-found', 'tip-elsewhere'] as const;

function onceTiedTo({ notes }: Member): readonly Id[] {
  return everTied(notes.notes.flatMap((note) => (note.ok ? [note.said] : [])));
}

/** Whether two cases may be handled together from now on: both can be read and written, and they concern the same offices. */
export function canMerge(one: OpenCase, other: OpenCase): boolean {
  const [first, second] = [one.first, other.first];
  if (!first || !second) return false;
  return mayMerge(first, second) && [one, other].every(({ view }) => mayGoOn(view.state));
}

/**
 * Handles two cases together: first both note it, then each writer is told. It reads both anew and does what is missing, so
 * that what was cut off is finished by doing it once more.
 */
export async function merge(one: Id, other: Id, own: Office, keys: Keys): Promise<Outcome<Member>> {
  const found = await openBoth(one, other, own, keys);
  if (!found.ok) return found;
  const [mine, theirs] = found.value;
  if (!canMerge(mine.open, theirs.open)) return { ok: false, problem: problemOf('tip-elsewhere') };
  const lacking = [lackingToMerge(tiedOf(mine), other), lackingToMerge(tiedOf(theirs), one)] as const;
  return settle([mine, theirs], lacking, own, keys);
}

/** Handles a case by itself again. One that is not here any more, or has ended, keeps what it noted: a tie needs both. */
export async function part(one: Id, other: Id, own: Office, keys: Keys): Promise<Outcome<Member>> {
  const mine = await openMember(one, own, keys);
  if (!mine.ok) return mine;
  const theirs = await openMember(other, own, keys);
  const lacking = lackingToPart(tiedOf(mine.value), other);
  if (!theirs.ok || !mayGoOn(theirs.value.open.view.state)) return supply(mine.value, lacking, own, keys);
  return settle([mine.value, theirs.value], [lacking, lackingToPart(tiedOf(theirs.value), one)], own, keys);
}

async function openBoth(one: Id, other: Id, own: Office, keys: Keys): Promise<Outcome<[Member, Member]>> {
  const mine = await openMember(one, own, keys);
  if (!mine.ok) return mine;
  const theirs = await openMember(other, own, keys);
  return theirs.ok ? { ok: true, value: [mine.value, theirs.value] } : theirs;
}

type Two<T> = readonly [T, T];

/** Both notes before any word to a writer: who is told, is told what stands. Answers the first as it is then. */
async function settle(
  [mine, theirs]: Two<Member>,
  [lacks, lack]: Two<Lacking>,
  own: Office,
  keys: Keys,
): Promise<Outcome<Member>> {
  const noted = await note(mine, lacks, own, keys);
  if (!noted.ok) return noted;
  const other = await note(theirs, lack, own, keys);
  if (!other.ok) return other;
  const told = await tell(other.value, lack, own, keys);
  return told.ok ? tell(noted.value, lacks, own, keys) : told;
}

async function supply(member: Member, lacking: Lacking, own: Office, keys: Keys): Promise<Outcome<Member>> {
  const noted = await note(member, lacking, own, keys);
  return noted.ok ? tell(noted.value, lacking, own, keys) : noted;
}

async function note(
  { open, notes }: Member,
  { note: said }: Lacking,
  own: Office,
  keys: Keys,
): Promise<Outcome<Member>> {
  if (!said) return { ok: true, value: { open, notes } };
  const sealed = await sealNote(open, notes, own, keys, said);
  if (!sealed.ok) return sealed;
  const sent = await sendNote(open, notes, own, sealed.value);
  return sent.ok ? { ok: true, value: { open, notes: sent.value } } : sent;
}

async function tell(
  { open, notes }: Member,
  { tell: together }: Lacking,
  own: Office,
  keys: Keys,
): Promise<Outcome<Member>> {
  if (!together || !mayGoOn(open.view.state)) return { ok: true, value: { open, notes } };
  const sealed = await sealAct(open, own, keys, { act: { act: 'reply' }, text: '', together });
  if (!sealed.ok) return sealed;
  const sent = await sendAct(open, own, keys, sealed.value);
  return sent.ok ? { ok: true, value: { open: sent.value, notes } } : sent;
}
