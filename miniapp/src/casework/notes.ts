import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import type { ActingWire } from '#shared/directory/contract';
import { sentEntryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { type NotesView, readNotes, recuse, writeNote as writeNoteContract } from '#shared/tip/contract';
import type { NoteSaid } from '#shared/tip/note';
import { type Note, openNotes, type Work, workOf, writeNote } from '#shared/tip/notes';
import { type ChainRecord, encodeRecord, recordHash, type SealedRecord } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import { chainFromWire, fromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES } from '#shared/tip/writing';
import { acknowledged } from '../platform/acknowledged';
import { joined, wholeCase } from '../platform/case-pages';
import { today } from '../platform/clock';
import { entriesAt } from '../platform/directory';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { type Outcome, problemOf, send } from '../platform/request';
import { onPerson } from '../platform/session';
import { createStore, useStore } from '../platform/store';
import { forgetGlimpse, type OpenCase } from './opening';

/** The internal notes of a case, opened at this desk. */
export interface OpenNotes {
  readonly view: NotesView;
  readonly records: readonly ChainRecord[];
  readonly notes: readonly Note[];
  readonly work: Work;
}

const works = createStore<ReadonlyMap<Id, Work>>(new Map());

// What was read here is for whoever read it: it goes with their session.
onPerson(() => works.set(new Map()));

/** How the cases that were opened at this desk are handled and by whom, for the inbox; in memory only. */
export function useWorks(): ReadonlyMap<Id, Work> {
  return useStore(works);
}

/** What is not this office's any more is not remembered here. */
export function forgetWork(caseId: Id): void {
  works.set(new Map([...works.get()].filter(([known]) => known !== caseId)));
}

/** All notes of a case, as they lie on the server. */
export function fetchNotes(caseId: Id, own: Office): Promise<Outcome<NotesView>> {
  const params = { ...own, case: caseId };
  return wholeCase((from) => send(readNotes, { params, query: { from } }));
}

/** Fetches the notes of an opened case and opens them with the office's keys on this device. */
export async function openNotesOf(open: OpenCase, own: Office): Promise<Outcome<OpenNotes>> {
  const view = await fetchNotes(open.view.case, own);
  return view.ok ? unsealNotes(view.value, open, own) : view;
}

async function unsealNotes(view: NotesView, open: OpenCase, own: Office): Promise<Outcome<OpenNotes>> {
  const notes = await openNotesView(view, open, own);
  works.set(new Map([...works.get(), [open.view.case, notes.work]]));
  return { ok: true, value: notes };
}

/** Notes as this opener reads them beside their case; nothing of them is remembered. */
export async function openNotesView(
  view: NotesView,
  open: OpenCase,
  own: Office,
  opener = open.opener,
): Promise<OpenNotes> {
  const records = chainFromWire(view.records);
  const holder = open.view.role === 'second' ? own : (open.held?.office ?? own);
  const notes = openNotes(records, opener, {
    caseId: bytesOf(open.view.case),
    entryAt: await entriesAt(view.signers),
    moves: open.moves,
    holder,
  });
  return { view, records, notes, work: workOf(notes, holder) };
}

/** A note sealed, signed and ready: sent again it is the same. */
export interface SealedNote {
  readonly record: SealedRecord;
  readonly body: { record: string; signer: ActingWire };
}

/** Seals a note to the office alone and signs it; nothing is sent yet. */
export async function sealNote(
  open: OpenCase,
  known: OpenNotes,
  own: Office,
  keys: Keys,
  said: NoteSaid,
): Promise<Outcome<SealedNote>> {
  const { view, directory, first } = open;
  const route = first && routeOf({ office: own, second: null, about: first }, directory, today());
  const signer = sentEntryOf(directory, own);
  if (!route || !signer) return { ok: false, problem: problemOf('directory-untrusted') };
  const by = { id: keys.officer, seed: keys.signSeed };
  const record = writeNote({
    caseId: bytesOf(view.case),
    notes: known.records,
    directory,
    office: route.office,
    role: view.role === 'second' ? 'second' : 'office',
    said,
    signer: by,
    random: await randomBytes(RECORD_RANDOM_BYTES),
  });
  if (!record) return { ok: false, problem: problemOf('too-large') };
  const bytes = encodeRecord(record);
  const body = { record: toBase64url(bytes), signer: actingToWire(signer, bytes, by) };
  return { ok: true, value: { record, body } };
}

/** Sends a sealed note; the notes as they stand after it, once the one that lies at its place is this very one. */
export async function sendNote(
  open: OpenCase,
  known: OpenNotes,
  own: Office,
  { record, body }: SealedNote,
): Promise<Outcome<OpenNotes>> {
  const params = { ...own, case: open.view.case };
  const isThere = ({ records: [wire] }: NotesView): boolean => {
    const there = wire && fromWire(wire);
    return there?.head.seq === record.head.seq && equalBytes(recordHash(there), recordHash(record));
  };
  const sending = send(writeNoteContract, { params, body });
  const answer = await acknowledged(sending, isThere, 'tip-mismatch');
  if (!answer.ok) return answer;
  return unsealNotes(joined(known.view, { ...answer.value, signers: [body.signer] }), open, own);
}

/** Keeps this officer away from a case for good. Once it is done nothing of it is remembered here. */
export async function sendRecusal(
  { view }: OpenCase,
  own: Office,
  { body }: SealedNote,
): Promise<Outcome<unknown>> {
  const params = { ...own, case: view.case };
  const isOf = (answer: { case: Id }): boolean => answer.case === view.case;
  const answer = await acknowledged(send(recuse, { params, body }), isOf, 'tip-mismatch');
  if (!answer.ok) return answer;
  forgetGlimpse(view.case);
  forgetWork(view.case);
  return answer;
}
