import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { dayOf } from '#shared/time';
import { type CaseView, readCase, transferCase } from '#shared/tip/contract';
import type { ServedWire } from '#shared/tip/served';
import type { FirstContent } from '#shared/tip/content';
import { type SealedMove, writeMove } from '#shared/tip/moving';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { encodeRecord } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import { SLOTS_RANDOM_BYTES } from '#shared/tip/slots';
import { type Entry, openThread } from '#shared/tip/thread';
import { REASONS_OF, type Target, targetsOf, wayTo } from '#shared/tip/transfer';
import type { TransferReason } from '#shared/tip/transfer-reason';
import { chainFromWire } from '#shared/tip/wire';
import type { Rewrapped } from '#shared/tip/wrap';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { readEntryOf } from '#shared/directory/directory';
import { entryFromWire } from '#shared/directory/wire';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { equalBytes } from '#shared/crypto/bytes';
import { sameOffice } from '#shared/directory/office';
import type { EntryAt } from '#shared/tip/confirm';
import type { EntryWire } from '#shared/directory/contract';
import type { TestOfficer } from '#test/directory/ceremony';
import { COUNTY, VILLAGE } from '#test/setup';
import { asWriter, bytes, caseOf, letter, mailbox, next, sent, signer, type TipCounty, writer } from './case';

/** What a letter of these tests says beside its text: its village, and whom it concerns. */
export const ABOUT = {
  place: VILLAGE,
  subject: 'village-cadre',
  matter: 'procedure',
} as const satisfies Partial<FirstContent>;

/** A case that was written to an office, about a village of the town. */
export async function caseAt(
  place: TipCounty,
  to: TestOfficer,
  said: Partial<FirstContent> = ABOUT,
): Promise<ReceiptKeys> {
  const keys = writer();
  const record = sent(letter(place, keys, to, '有人改了名单', undefined, said));
  const second = said.second && { second: said.second };
  const body = { do: 'create', ...mailbox(keys), tag: toBase64url(keys.tag), record, ...second } as const;
  await asWriter(place.county, { body });
  return keys;
}

export const viewOf = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer): Promise<CaseView> =>
  county.must(readCase, { params: { ...by.office, case: caseOf(keys) } }, by.session);

/** Offices' entries as the app finds them. */
export function entryAtOf({ county }: TipCounty, signers: readonly EntryWire[]): EntryAt {
  const anchor = { county: COUNTY, rootPk: ed25519PublicKey(county.wiring.secrets.root), log: county.log };
  const known = signers.flatMap((wire) => readEntryOf(entryFromWire(wire), anchor) ?? []);
  return ({ directory, office }) =>
    known.find(({ hash, entry }) => equalBytes(hash, directory) && sameOffice(entry.office, office))?.entry ??
    null;
}

type Answer = Pick<CaseView, 'records' | 'signers'>;

/** What an office reads of an answer. */
export function readBy(place: TipCounty, keys: ReceiptKeys, by: TestOfficer, view: CaseView): Entry[] {
  return openThread(
    chainFromWire(view.records),
    { role: view.role, pairs: [by.officeKey] },
    { caseId: keys.caseId, reporter: null, entryAt: entryAtOf(place, view.signers) },
  );
}

/** What the writer reads of an answer. */
export function readByWriter(place: TipCounty, keys: ReceiptKeys, answer: Answer): Entry[] {
  return openThread(
    chainFromWire(answer.records),
    { role: 'reporter', pairs: [keys.hpke] },
    { caseId: keys.caseId, reporter: keys.signPk, entryAt: entryAtOf(place, answer.signers) },
  );
}

export const toWriter = async (place: TipCounty, keys: ReceiptKeys): Promise<Entry[]> => {
  const answer = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
  return readByWriter(place, keys, answer);
};

export const shown = (entries: readonly Entry[]): string[] =>
  entries.map((entry) => (entry.ok ? entry.content.kind : entry.flaw));

/** Where the tests' officer sends a case, whether it may go there or not. */
function targetAt({ directory, county }: TipCounty, from: Office, to: Office, about: Partial<FirstContent>) {
  const today = dayOf(county.clock.now);
  const found = targetsOf({ office: from, second: about.second ?? null }, about, directory, today).find(
    ({ route }) => sameOffice(route.office.office, to),
  );
  const forced = (): Target => ({
    way: wayTo(from, to, about) ?? 'up',
    route: routeOf({ office: to, second: null, about: {} }, directory, today)!,
  });
  return found ?? forced();
}

/** A move sealed by an officer who read the case in `view`. */
export function sealMove(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  to: TestOfficer,
  view: CaseView,
  about: Partial<FirstContent> = ABOUT,
  noted: {
    notes: readonly ServedWire[];
    along: boolean;
    reason?: TransferReason | undefined;
    /** A second office that comes along, whether it may or not. */
    second?: Office;
  } = {
    notes: [],
    along: true,
  },
): { move: SealedMove; target: Target } {
  const lawful = targetAt(place, by.office, to.office, about);
  const question = { office: to.office, second: noted.second ?? null, about: {} };
  const along = noted.second && routeOf(question, place.directory, dayOf(place.county.clock.now));
  const target = along ? { ...lawful, route: along } : lawful;
  const move = writeMove({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    records: chainFromWire(view.records),
    notes: chainFromWire(noted.notes),
    along: noted.along,
    opener: { role: 'office', pairs: [by.officeKey] },
    directory: place.directory,
    from: by.office,
    target,
    reason: noted.reason ?? REASONS_OF[target.way][0],
    text: '这件事按规定转到别处办理。',
    signer: { id: by.id, seed: by.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
    randoms: [...view.records, ...noted.notes].map(() => bytes(SLOTS_RANDOM_BYTES)),
  })!;
  return { move, target };
}

export function moveBody(place: TipCounty, by: TestOfficer, { move, target }: ReturnType<typeof sealMove>) {
  const { office, second } = target.route;
  return {
    record: toBase64url(encodeRecord(move.record)),
    signer: signer(place, by, move.record),
    to: office.office,
    ...(second && { second: second.office }),
    wraps: move.wraps.map(wireOf),
    notes: move.notes.map(wireOf),
  };
}

const wireOf = ({ slots, wrap }: Rewrapped) => ({ slots: toBase64url(slots), wrap: toBase64url(wrap) });

export type MoveBody = ReturnType<typeof moveBody>;

export const sendMove = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer, body: MoveBody) =>
  county.send(transferCase, { params: { ...by.office, case: caseOf(keys) }, body }, by.session);

/** Reads the case at one office and moves it to another. */
export async function move(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  to: TestOfficer,
  about: Partial<FirstContent> = ABOUT,
) {
  const view = await viewOf(place, keys, by);
  return sendMove(place, keys, by, moveBody(place, by, sealMove(place, keys, by, to, view, about)));
}

/** The writer lets the case go to an office of another kind, or not. */
export async function consent(
  place: TipCounty,
  keys: ReceiptKeys,
  at: TestOfficer,
  to: Office,
  agreed = true,
  joint?: true,
) {
  const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
  const record = writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 0,
    ...next(records),
    directory: place.directory,
    route: routeOf(
      { office: at.office, second: null, about: {} },
      place.directory,
      dayOf(place.county.clock.now),
    )!,
    content: {
      kind: 'message',
      said: { text: '同意转过去。', consent: { to, agreed, ...(joint && { joint }) } },
    },
    signer: { id: 0, seed: keys.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
  const body = {
    do: 'append',
    ...mailbox(keys),
    record: sent(record),
    ...(agreed ? { [joint ? 'join' : 'agree']: to } : { disagree: { to, ...(joint && { joint }) } }),
  } as const;
  return asWriter(place.county, { body });
}
