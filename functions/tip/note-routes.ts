import { entryToWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import * as contracts from '#shared/tip/contract';
import { slotOf } from '#shared/tip/slots';
import { toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { sentInto } from './acting';
import * as store from './note-store';
import { find, placeOf, type Role } from './place';

/** Internal notes: for the office that has the case and the one that handles it jointly, each its own; never for its writer or the office above. */
export function noteRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(contracts.readNotes, async ({ params, query, caller, now }) => {
      const today = dayOf(now);
      const chainFor = (head: store.StoredNotes['head']) => {
        const place = placeOf(params, caller, head, today);
        return place.ok ? store.chainOf(place.value) : undefined;
      };
      const read = () => store.readNotes(p.dynamo, params.case, query.from, chainFor);
      const found = await find(params, caller, today, read);
      return found.ok ? ok(notesView(found.value.found, found.value.role)) : found;
    }),

    route(contracts.writeNote, async ({ params, body, caller, now }) => {
      const today = dayOf(now);
      const read = (seq: number) => store.readNoteStanding(p.dynamo, params.case, seq);
      const may = ['office', 'second'] as const;
      const sent = await sentInto(p, params, body, { caller, today }, read, may);
      if (!sent.ok) return sent;
      const { found, role, ...noted } = sent.value;
      const chain = store.chainOf(role);
      if (!chain) return fail('forbidden');
      const done = await store.appendNote(p.dynamo, params.case, found, { ...noted, chain }, today);
      return done.ok ? ok(notesView(done.value, role)) : done;
    }),
  ];
}

function notesView({ count, notes, signers }: store.StoredNotes, role: Role): contracts.NotesView {
  return {
    count,
    records: notes.map((note) => ({
      head: toBase64url(note.head),
      slot: toBase64url(slotOf(note.slots, role)),
      slotsHash: toBase64url(note.slotsHash),
      body: toBase64url(note.body),
      wraps: note.wraps.map(toBase64url),
      day: note.day,
    })),
    signers: signers.map(entryToWire),
  };
}
