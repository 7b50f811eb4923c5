import { dayOf } from '#shared/time';
import { type NotesView, readNotes, writeNote as writeNoteContract } from '#shared/tip/contract';
import type { NoteSaid } from '#shared/tip/note';
import { movesIn, type Note, type NoteRole, openNotes, writeNote } from '#shared/tip/notes';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { SealedRecord } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import type { TransferReason } from '#shared/tip/transfer-reason';
import { chainFromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES } from '#shared/tip/writing';
import type { TestOfficer } from '#test/directory/ceremony';
import { bytes, caseOf, sent, signer, type TipCounty } from './case';
import { entryAtOf, moveBody, readBy, sealMove, sendMove, viewOf } from './moves';

export const notesOf = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer): Promise<NotesView> =>
  county.must(readNotes, { params: { ...by.office, case: caseOf(keys) }, query: {} }, by.session);

/** A note of an officer's behind those that were served. */
export function noteBy(
  { directory, county }: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  { records }: Pick<NotesView, 'records'>,
  said: NoteSaid,
  role: NoteRole = 'office',
): SealedRecord {
  const today = dayOf(county.clock.now);
  return writeNote({
    caseId: keys.caseId,
    notes: chainFromWire(records),
    directory,
    office: routeOf({ office: by.office, second: null, about: {} }, directory, today)!.office,
    role,
    said,
    signer: { id: by.id, seed: by.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
}

export const sendNote = (place: TipCounty, keys: ReceiptKeys, by: TestOfficer, note: SealedRecord) =>
  place.county.send(
    writeNoteContract,
    {
      params: { ...by.office, case: caseOf(keys) },
      body: { record: sent(note), signer: signer(place, by, note) },
    },
    by.session,
  );

/** An officer writes a note down. */
export async function notes(place: TipCounty, keys: ReceiptKeys, by: TestOfficer, said: NoteSaid) {
  return sendNote(place, keys, by, noteBy(place, keys, by, await notesOf(place, keys, by), said));
}

export const remark = (text: string): NoteSaid => ({ note: 'remark', text });

/** What an office reads of its notes. */
export async function readNotesBy(place: TipCounty, keys: ReceiptKeys, by: TestOfficer): Promise<Note[]> {
  const [view, noted] = [await viewOf(place, keys, by), await notesOf(place, keys, by)];
  const entries = readBy(place, keys, by, view);
  return openNotes(
    chainFromWire(noted.records),
    { role: view.role, pairs: [by.officeKey] },
    {
      caseId: keys.caseId,
      entryAt: entryAtOf(place, noted.signers),
      moves: movesIn(chainFromWire(view.records), entries, entryAtOf(place, view.signers)),
      holder: by.office,
    },
  );
}

/** What the notes say, or why they are not shown. */
export const told = (all: readonly Note[]): string[] =>
  all.map((note) =>
    note.ok ? ('text' in note.said ? (note.said.text ?? note.said.note) : note.said.note) : note.flaw,
  );

/** Reads case and notes at one office and moves them to another. */
export async function moveNoted(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  to: TestOfficer,
  along = true,
  reason?: TransferReason,
) {
  const view = await viewOf(place, keys, by);
  const { records } = await notesOf(place, keys, by);
  const sealed = sealMove(place, keys, by, to, view, undefined, { notes: records, along, reason });
  return sendMove(place, keys, by, moveBody(place, by, sealed));
}

/** What an officer sends who keeps away from a case, behind its notes. */
export async function recusalBy(place: TipCounty, keys: ReceiptKeys, by: TestOfficer) {
  const said: NoteSaid = { note: 'recusal', ground: 'interest' };
  const record = sent(noteBy(place, keys, by, await notesOf(place, keys, by), said));
  return { record, signer: signer(place, by, record) };
}
