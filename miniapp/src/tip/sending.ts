import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { type Directory, entryOf } from '#shared/directory/directory';
import type { Sent } from '#shared/contract';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { readAck } from '#shared/tip/ack';
import type { Content, FirstContent } from '#shared/tip/content';
import { tipline, type TiplineAnswer } from '#shared/tip/contract';
import type { DueWire } from '#shared/tip/served';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import type { EntryAt } from '#shared/tip/confirm';
import { ZERO_HASH } from '#shared/tip/head';
import { drawReceipt, type Receipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { type ReceiptKeys, receiptKeys } from '#shared/tip/receipt-keys';
import { chainHash, type ChainRecord, encodeRecord, recordHash, type SealedRecord } from '#shared/tip/record';
import { type Route, routeOf } from '#shared/tip/routing';
import { type Asked, askedAbout, type Held, heldBy } from '#shared/tip/standing';
import { type Entry, openThread } from '#shared/tip/thread';
import { chainFromWire, fromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { acknowledged } from '../platform/acknowledged';
import { joined, wholeCase } from '../platform/case-pages';
import { today } from '../platform/clock';
import { entriesAt, heldDirectory } from '../platform/directory';
import { enclosing, type PieceSent } from '../platform/enclosing';
import { randomBytes } from '../platform/random';
import { type Outcome, type Problem, problemOf, send } from '../platform/request';
import { spendHere } from '../platform/token-asking';

/** A first letter, sealed and ready: sent again it is the same, so that a lost answer does no harm. */
export interface Sealed {
  readonly receipt: Receipt;
  /** Whether the letter has a name under it: only this phone knows. */
  readonly named: boolean;
  readonly keys: ReceiptKeys;
  readonly record: SealedRecord;
  readonly body: {
    do: 'create';
    mailbox: string;
    auth: string;
    tag: string;
    record: string;
    second?: Office;
    files?: Id[];
    /** A villager's token, or bytes that are none. */
    spend: string;
  };
}

function failed(code: Parameters<typeof problemOf>[0]): { ok: false; problem: Problem } {
  return { ok: false, problem: problemOf(code) };
}

/** A fresh receipt with its keys, and the files that were sent under it: a letter that is not sealed yet. */
export interface Begun {
  readonly receipt: Receipt;
  readonly keys: ReceiptKeys;
  readonly files: readonly ProvenEnclosure[];
}

/** Begins a letter: from now on its files can be sent. */
export async function beginLetter(): Promise<Outcome<Begun>> {
  const receipt = drawReceipt(await randomBytes(RECEIPT_RANDOM_BYTES));
  if (!receipt) return failed('internal');
  return { ok: true, value: { receipt, keys: receiptKeys(receipt), files: [] } };
}

/** Sends a sealed piece of a file, ahead of the letter that names it. */
export function putPiece(keys: ReceiptKeys, piece: PieceSent): Promise<Outcome<unknown>> {
  return send(tipline, { body: { do: 'put', ...mailboxOf(keys), ...piece } });
}

/** Fetches a sealed piece of a file of the case. */
export async function getPiece(
  keys: ReceiptKeys,
  file: Id,
  piece: number,
): Promise<Outcome<{ readonly piece: string }>> {
  const answer = await send(tipline, { body: { do: 'get', ...mailboxOf(keys), file, piece } });
  if (!answer.ok) return answer;
  return 'piece' in answer.value ? { ok: true, value: answer.value } : failed('internal');
}

/** Asks about a case, and takes nothing else for an answer. */
async function ask(body: Sent<typeof tipline>['body']): Promise<Outcome<TiplineAnswer>> {
  const answer = await send(tipline, { body });
  if (!answer.ok) return answer;
  return 'ack' in answer.value ? { ok: true, value: answer.value } : failed('internal');
}

/** Seals a first letter on this phone, under a fresh receipt where none is begun; nothing is sent yet. */
export async function sealFirst(
  directory: Directory,
  route: Route,
  said: FirstContent,
  begun?: Begun,
): Promise<Outcome<Sealed>> {
  const beginning = begun ? { ok: true as const, value: begun } : await beginLetter();
  if (!beginning.ok) return beginning;
  const { receipt, keys } = beginning.value;
  const files = enclosing(beginning.value.files);
  const second = route.second?.office;
  const record = writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 0,
    seq: 0,
    prev: ZERO_HASH,
    directory,
    route,
    content: {
      kind: 'first',
      hpkePk: keys.hpke.publicKey,
      signPk: keys.signPk,
      said: { ...said, ...(second ? { second } : {}) },
      ...files.content,
    },
    pieces: files.pieces,
    signer: { id: 0, seed: keys.signSeed },
    random: await randomBytes(RECORD_RANDOM_BYTES),
  });
  if (!record) return failed('too-large');
  const body = {
    do: 'create' as const,
    ...mailboxOf(keys),
    tag: toBase64url(keys.tag),
    record: toBase64url(encodeRecord(record)),
    spend: await spendHere(recordHash(record)),
    ...(second ? { second } : {}),
    ...files.body,
  };
  return { ok: true, value: { receipt, named: said.name !== undefined, keys, record, body } };
}

/** Sends a record with what goes with it; it is received when the directory's service key signed for this very one. */
function sendRecord(
  body: Sealed['body'] | SealedMore['body'],
  record: SealedRecord,
  { snapshot }: Directory,
): Promise<Outcome<TiplineAnswer>> {
  const { caseId, seq } = record.head;
  const isSigned = (answer: TiplineAnswer): boolean => {
    const ack = readAck(bytesOf(answer.ack), snapshot.servicePk);
    return (
      ack?.seq === seq && equalBytes(ack.caseId, caseId) && equalBytes(ack.recordHash, recordHash(record))
    );
  };
  return acknowledged(ask(body), isSigned, 'tip-unsigned');
}

/** What the office answered to a first letter: by when it promises to decide, and that it signed for the letter. */
export interface Delivered {
  readonly due: DueWire | undefined;
}

/** Sends a sealed letter; it counts as received only with an acknowledgement that the directory's service key signed. */
export async function deliver(directory: Directory, sealed: Sealed): Promise<Outcome<Delivered>> {
  const answer = await sendRecord(sealed.body, sealed.record, directory);
  if (!answer.ok) return answer;
  return { ok: true, value: { due: answer.value.due } };
}

/** A case opened with its receipt. */
export interface OpenCase {
  readonly keys: ReceiptKeys;
  readonly directory: Directory;
  readonly answer: TiplineAnswer;
  readonly records: readonly ChainRecord[];
  readonly entries: readonly Entry[];
  /** By what its content was erased, as far as two officers signed for it. */
  readonly erasure?: Entry | undefined;
  /** Who has the case by what was signed in it, and not by the server's word. */
  readonly held: Held | undefined;
  /** What an office is called. */
  readonly nameOf: (office: Office | undefined) => string;
  /** The office that has the case. */
  readonly officeName: string;
  /** The office above it, where it has one. */
  readonly aboveName: string | undefined;
  /** What the writer is asked: whether an office of another kind may have the letter, or handle it jointly. */
  readonly asked: Asked | undefined;
}

/** Opens the case of a receipt on this phone; the receipt itself stays here. */
export async function openCase(receipt: Receipt): Promise<Outcome<OpenCase>> {
  return readCase(receiptKeys(receipt));
}

/** The same case as it stands now. */
export function openAgain({ keys }: OpenCase): Promise<Outcome<OpenCase>> {
  return readCase(keys);
}

async function readCase(keys: ReceiptKeys): Promise<Outcome<OpenCase>> {
  const directory = await heldDirectory();
  if (!directory.ok) return directory;
  const answer = await wholeCase((from) => ask({ do: 'read', ...mailboxOf(keys), from }));
  return answer.ok ? { ok: true, value: await unseal(keys, directory.value, answer.value) } : answer;
}

/** One more message, sealed and ready: sent again it is the same. */
export interface SealedMore {
  readonly record: SealedRecord;
  readonly body: {
    do: 'append';
    mailbox: string;
    auth: string;
    record: string;
    agree?: Office;
    join?: Office;
    disagree?: Omit<Consent, 'agreed'>;
    files?: Id[];
  };
}

/** Whether an office of another kind may have the case, or handle it jointly. */
interface Consent {
  readonly to: Office;
  readonly agreed: boolean;
  readonly joint?: true;
}

/** What the server keeps of it: it refuses what the writer did not let happen. */
function leaveOf({ to, agreed, joint }: Consent): Pick<SealedMore['body'], 'agree' | 'join' | 'disagree'> {
  if (!agreed) return { disagree: { to, ...(joint && { joint }) } };
  return joint ? { join: to } : { agree: to };
}

/** One more message: words, or the answer to whether an office of another kind may have the case or handle it jointly. */
export interface More {
  readonly text: string;
  readonly consent?: Consent;
  /** Somebody takes it out on the writer because of the letter. */
  readonly reprisal?: true;
  /** Files that were sent for it. */
  readonly files?: readonly ProvenEnclosure[];
}

/** Seals one more message into the chain of the case as it was opened; nothing is sent yet. */
export async function sealMore(
  open: OpenCase,
  { files: sent = [], ...said }: More,
): Promise<Outcome<SealedMore>> {
  const { keys, directory, records, held } = open;
  const last = records[records.length - 1];
  const about = firstOf(open.entries);
  const route = held && !held.astray && about && routeOf({ ...held, about }, directory, today());
  if (!last || !route) return failed('directory-untrusted');
  const files = enclosing(sent);
  const content: Content = { kind: 'message', said, ...files.content };
  const record = writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 0,
    seq: records.length,
    prev: chainHash(last),
    directory,
    route,
    content,
    pieces: files.pieces,
    signer: { id: 0, seed: keys.signSeed },
    random: await randomBytes(RECORD_RANDOM_BYTES),
  });
  if (!record) return failed('too-large');
  const body = {
    do: 'append' as const,
    ...mailboxOf(keys),
    record: toBase64url(encodeRecord(record)),
    ...(said.consent && leaveOf(said.consent)),
    ...files.body,
  };
  return { ok: true, value: { record, body } };
}

/** Sends a sealed message; the case as it stands with it, once the office's service key has signed for it. */
export async function deliverMore(open: OpenCase, { record, body }: SealedMore): Promise<Outcome<OpenCase>> {
  const { keys, directory } = open;
  const answer = await sendRecord(body, record, directory);
  if (!answer.ok) return answer;
  return { ok: true, value: await unseal(keys, directory, joined(open.answer, answer.value)) };
}

async function unseal(keys: ReceiptKeys, directory: Directory, answer: TiplineAnswer): Promise<OpenCase> {
  const records = chainFromWire(answer.records);
  const entryAt = await entriesAt(answer.signers);
  const entries = openThread(
    records,
    { role: 'reporter', pairs: [keys.hpke] },
    { caseId: keys.caseId, reporter: keys.signPk, entryAt },
  );
  const erasure = erasureIn(answer, records, { keys, entryAt });
  const by = answer.erasure && fromWire(answer.erasure)?.head.office;
  const held = heldBy(records, entries);
  const about = firstOf(entries) ?? {};
  const route = held && routeOf({ ...held, about }, directory, today());
  const nameOf = (office: Office | undefined): string =>
    (office && entryOf(directory, office, today())?.name) ?? '收信的办公室';
  const names = { nameOf, officeName: nameOf(held?.office ?? by), aboveName: route?.above?.name };
  return { keys, directory, answer, records, entries, erasure, held, ...names, asked: askedAbout(entries) };
}

/** The record by which the content was erased, opened behind all that its hashes are left of. */
function erasureIn(
  { erasure }: TiplineAnswer,
  records: readonly ChainRecord[],
  { keys, entryAt }: { keys: ReceiptKeys; entryAt: EntryAt },
): Entry | undefined {
  if (!erasure) return undefined;
  const opener = { role: 'reporter' as const, pairs: [keys.hpke] };
  const chain = { caseId: keys.caseId, reporter: keys.signPk, entryAt };
  return openThread([...records, ...chainFromWire([erasure])], opener, chain)[records.length];
}

/** What the first letter says: with whom it is handled, and whom it concerns. */
function firstOf(entries: readonly Entry[]): FirstContent | undefined {
  const [first] = entries;
  return first?.ok && first.content.kind === 'first' ? first.content.said : undefined;
}

function mailboxOf({ mailbox, auth }: ReceiptKeys): { mailbox: string; auth: string } {
  return { mailbox: toBase64url(mailbox), auth: toBase64url(auth) };
}
