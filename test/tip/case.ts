import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { currentDirectory } from '#shared/directory/contract';
import { acceptDirectory, type ProvenDirectory, sentEntryOf } from '#shared/directory/directory';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { directoryFromWire, entryToWire } from '#shared/directory/wire';
import type { Sent } from '#shared/contract';
import type { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import type { Content, FirstContent } from '#shared/tip/content';
import { signConfirmation } from '#shared/tip/confirm';
import {
  actOnCase,
  type CaseView,
  confirmClosing,
  proposeClosing,
  tipline,
  type TiplineAnswer,
} from '#shared/tip/contract';
import type { ServedWire } from '#shared/tip/served';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { ZERO_HASH } from '#shared/tip/head';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { type ReceiptKeys, receiptKeys } from '#shared/tip/receipt-keys';
import { encodeRecord, recordHash, type SealedRecord } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import type { TipAct } from '#shared/tip/rules';
import { fromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { addColleague, openOffice, publish, type TestOfficer } from '#test/directory/ceremony';
import { COUNTY, type Reply, setup, type TestCounty, TOWN } from '#test/setup';

/** A county whose town and county discipline offices and town election office are in the published directory. */
export interface TipCounty {
  county: TestCounty;
  directory: ProvenDirectory;
  town: TestOfficer;
  above: TestOfficer;
  election: TestOfficer;
}

export async function tipCounty(making = setup()): Promise<TipCounty> {
  const county = await making;
  const founder = await county.staff('county', COUNTY);
  const top = { area: COUNTY, kind: DISCIPLINE } as const;
  const above = await openOffice(county, 'officer', {
    ...top,
    name: '棠水县纪委监委',
  });
  const town = await openOffice(county, 'officer', {
    area: TOWN,
    kind: DISCIPLINE,
    name: '柳塘镇纪委',
  });
  const election = await openOffice(county, 'township', {
    area: TOWN,
    kind: ELECTION,
    name: '柳塘镇换届办',
  });
  await publish(county, founder);
  return { county, directory: await acceptedDirectory(county), town, above, election };
}

/** The same county once a second officer of the town's discipline office is in its published directory. */
export async function withColleague(made: TipCounty): Promise<TipCounty & { colleague: TestOfficer }> {
  const { county } = made;
  const [town, colleague] = await addColleague(county, 'officer', made.town);
  await publish(county, await county.staff('county', COUNTY));
  county.clock.now += 2;
  return { ...made, town, colleague, directory: await acceptedDirectory(county) };
}

/** The published directory, as a phone accepts it. */
export async function acceptedDirectory(county: TestCounty): Promise<ProvenDirectory> {
  const sent = directoryFromWire(await publishedDirectory(county));
  const anchor = { county: COUNTY, rootPk: ed25519PublicKey(county.wiring.secrets.root), log: county.log };
  const directory = acceptDirectory(sent, anchor, dayOf(county.clock.now), 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

/** What was just published is in the log and readable within seconds, where the clock is a real one. */
async function publishedDirectory(county: TestCounty) {
  const asked = { params: { area: COUNTY } };
  for (let waited = 0; waited < 5000; waited += 100) {
    const { value } = await county.send(currentDirectory, asked);
    if (value) return value;
    await new Promise((done) => setTimeout(done, 100));
  }
  return county.must(currentDirectory, asked);
}

let serial = 0;
/** Bytes that differ with every call and look random enough. */
export function bytes(length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
    sha256(new TextEncoder().encode(`b${(serial += 1)}`)),
  );
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
}

/** Somebody with a receipt. */
export function writer(): ReceiptKeys {
  return receiptKeys(drawReceipt(bytes(RECEIPT_RANDOM_BYTES))!);
}

/** Sends what a writer asks of a case, and answers what must be said of it. */
export async function asWriter(
  county: Pick<TestCounty, 'must'>,
  input: Sent<typeof tipline>,
): Promise<TiplineAnswer> {
  const answer = await county.must(tipline, input);
  if (!('ack' in answer)) throw new Error('a piece was answered, and no case');
  return answer;
}

/** The same, whether it succeeds or not. */
export async function tellAsWriter(
  county: Pick<TestCounty, 'send'>,
  input: Sent<typeof tipline>,
): Promise<Omit<Reply<typeof tipline>, 'value'> & { value: TiplineAnswer | undefined }> {
  const reply = await county.send(tipline, input);
  return { ...reply, value: reply.value && 'ack' in reply.value ? reply.value : undefined };
}

export const mailbox = (keys: ReceiptKeys) => ({
  mailbox: toBase64url(keys.mailbox),
  auth: toBase64url(keys.auth),
});
export const sent = (record: SealedRecord) => toBase64url(encodeRecord(record));

interface Place {
  seq: number;
  prev: Uint8Array;
}

/** A record of the writer's to an office. */
export function letter(
  { directory, county }: TipCounty,
  keys: ReceiptKeys,
  to: TestOfficer,
  text: string,
  { seq, prev }: Place = { seq: 0, prev: ZERO_HASH },
  said: Partial<FirstContent> = {},
  enclosed: readonly ProvenEnclosure[] = [],
): SealedRecord {
  const files = enclosed.length > 0 ? { files: enclosed.map(({ enclosure }) => enclosure) } : {};
  const first = {
    kind: 'first',
    hpkePk: keys.hpke.publicKey,
    signPk: keys.signPk,
    said: { text, ...said },
  } as const;
  return writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 0,
    seq,
    prev,
    directory,
    route: routeOf(
      { office: to.office, second: said.second ?? null, about: said },
      directory,
      dayOf(county.clock.now),
    )!,
    content: { ...(seq === 0 ? first : { kind: 'message', said: { text } }), ...files },
    pieces: enclosed.flatMap(({ pieces }) => pieces),
    signer: { id: 0, seed: keys.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
}

/** Writes a first letter and sends it. */
export async function newCase(
  place: TipCounty,
  to: TestOfficer,
  text = '有人送米拉票',
): Promise<ReceiptKeys> {
  const keys = writer();
  const body = {
    do: 'create',
    ...mailbox(keys),
    tag: toBase64url(keys.tag),
    record: sent(letter(place, keys, to, text)),
  } as const;
  await asWriter(place.county, { body });
  return keys;
}

/** Where the next record of a chain stands. */
export function next(records: readonly ServedWire[]): Place {
  const last = fromWire(records[records.length - 1]!)!;
  return { seq: records.length, prev: recordHash(last) };
}

/** A record of the officer's, saying what goes with the act. */
export function reply(
  { directory, county }: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  records: readonly ServedWire[],
  content: Content,
  pieces: readonly Uint8Array[] = [],
): SealedRecord {
  return writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 1,
    ...next(records),
    directory,
    route: routeOf({ office: by.office, second: null, about: {} }, directory, dayOf(county.clock.now))!,
    content,
    pieces,
    signer: { id: by.id, seed: by.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
}

/** The officer's entry under the county's snapshot, as it is proved to readers. */
export const proofOf = ({ directory }: TipCounty, by: TestOfficer) =>
  entryToWire(sentEntryOf(directory, by.office)!);

/** The same as it goes with a record, which their device sends. */
export const signer = ({ directory }: TipCounty, by: TestOfficer, record: SealedRecord | string) =>
  actingToWire(
    sentEntryOf(directory, by.office)!,
    bytesOf(typeof record === 'string' ? record : sent(record)),
    { id: by.id, seed: by.signSeed },
  );

const SAID = {
  accept: { kind: 'status', said: { status: 'accepted', text: '来信收到，已经受理。' } },
  refuse: { kind: 'status', said: { status: 'refused', reason: 'other-remit', text: '请向法院起诉。' } },
  handle: { kind: 'status', said: { status: 'handling', text: '正在核实。' } },
  extend: {
    kind: 'status',
    said: { status: 'extended', text: '情况复杂，还要核对名单。', approver: '王卫东' },
  },
  reply: { kind: 'message', said: { text: '请问还有谁在场吗？' } },
} as const satisfies Record<TipAct['act'], Content>;

const command = (act: TipAct['act']): TipAct => (act === 'refuse' ? { act, reason: 'other-remit' } : { act });

/** The officer does something with a case, as it stands in `view`. */
export function officerActs(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  view: Pick<CaseView, 'case' | 'records'>,
  act: TipAct['act'],
) {
  const record = sent(reply(place, keys, by, view.records, SAID[act]));
  const params = { ...by.office, case: view.case };
  const body = { record, act: command(act), signer: signer(place, by, record) };
  return place.county.send(actOnCase, { params, body }, by.session);
}

/** The record by which an officer would end a case. */
export const endOf = (
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  { records }: Pick<CaseView, 'records'>,
): SealedRecord =>
  reply(place, keys, by, records, {
    kind: 'status',
    said: { status: 'closed', text: '已经查清，作了处理。' },
  });

/** One officer proposes that a case ends. */
export function proposes(place: TipCounty, keys: ReceiptKeys, by: TestOfficer, record: SealedRecord) {
  const params = { ...by.office, case: caseOf(keys) };
  return place.county.send(
    proposeClosing,
    { params, body: { record: sent(record), signer: signer(place, by, record) } },
    by.session,
  );
}

/** Another officer's signature over what is proposed. */
export function confirmationBy(place: TipCounty, by: TestOfficer, record: SealedRecord) {
  const { caseId, seq } = record.head;
  const said = {
    caseId,
    seq,
    recordHash: recordHash(record),
    office: by.office,
    directory: place.directory.hash,
  };
  return {
    confirm: toBase64url(signConfirmation(said, { id: by.id, seed: by.signSeed })),
    signer: proofOf(place, by),
  };
}

export function confirms(place: TipCounty, keys: ReceiptKeys, by: TestOfficer, record: SealedRecord) {
  const params = { ...by.office, case: caseOf(keys) };
  return place.county.send(confirmClosing, { params, body: confirmationBy(place, by, record) }, by.session);
}

/** Ends a case that is being handled: its officer proposes, that of the office above confirms. */
export async function closes(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  view: Pick<CaseView, 'records'>,
) {
  const record = endOf(place, keys, by, view);
  const proposed = await proposes(place, keys, by, record);
  return proposed.code ? proposed : confirms(place, keys, place.above, record);
}

export const caseOf = (keys: ReceiptKeys): Id => toBase64url(keys.caseId) as Id;
