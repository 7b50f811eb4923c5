import { entryToWire } from '#shared/directory/wire';
import { ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import * as contracts from '#shared/tip/contract';
import { slotOf } from '#shared/tip/slots';
import { toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { sentInto } from './acting';
import * as store from './note-store';
import { find, placeOf, type Role } from './place';
import type { CaseworkPlatform } from './signer';

/** Internal notes: for the office that has the case, never for its writer, the office above or a joint one. */
export function noteRoutes(p: CaseworkPlatform): Route[] {
  return [
    route(contracts.readNotes, async ({ params, query, caller, now }) => {
      const today = dayOf(now);
      const mayRead = (head: store.StoredNotes['head']) => isTheirs(placeOf(params, caller, head, today));
      const read = () => store.readNotes(p.dynamo, params.case, query.from, mayRead);
      const found = await find(params, caller, today, read);
      return found.ok ? ok(notesView(found.value.found)) : found;
    }),

    route(contracts.writeNote, async ({ params, body, caller, now }) => {
      const today = dayOf(now);
      const read = (seq: number) => store.readNoteStanding(p.dynamo, params.case, seq);
      const sent = await sentInto(params, body, { caller, today, anchor: p.anchor }, read);
      if (!sent.ok) return sent;
      const { found, ...noted } = sent.value;
      const done = await store.appendNote(p.dynamo, params.case, found, noted, today);
      return done.ok ? ok(notesView(done.value)) : done;
    }),
  ];
}

/** Whether the case is the office's own: neither one that handles it jointly nor the one above has a place here. */
function isTheirs(place: Result<Role>): boolean {
  return place.ok && place.value === 'office';
}

function notesView({ head, notes, signers }: store.StoredNotes): contracts.NotesView {
  return {
    count: head.notes?.count ?? 0,
    records: notes.map((note) => ({
      head: toBase64url(note.head),
      slot: toBase64url(slotOf(note.slots, 'office')),
      slotsHash: toBase64url(note.slotsHash),
      body: toBase64url(note.body),
      wraps: note.wraps.map(toBase64url),
      day: note.day,
    })),
    signers: signers.map(entryToWire),
  };
}
