import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import type { ActingWire } from '#shared/directory/contract';
import { entryOf, type ProvenDirectory, sentEntryOf } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { Content, FirstContent } from '#shared/tip/content';
import {
  actOnCase,
  type CaseView,
  keepCasePiece,
  proposeClosing,
  readCase,
  readCasePiece,
} from '#shared/tip/contract';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import type { Ground } from '#shared/tip/ground';
import type { Together } from '#shared/tip/merging';
import { movesIn } from '#shared/tip/notes';
import {
  chainHash,
  type ChainRecord,
  encodeRecord,
  type Opener,
  recordHash,
  type SealedRecord,
  type ServedRecord,
} from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import type { TipAct } from '#shared/tip/rules';
import { type Held, heldBy } from '#shared/tip/standing';
import { type Entry, openThread } from '#shared/tip/thread';
import { chainFromWire, fromWire } from '#shared/tip/wire';
import type { Move } from '#shared/tip/wrap';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { acknowledged } from '../platform/acknowledged';
import { joined, wholeCase } from '../platform/case-pages';
import { today } from '../platform/clock';
import { entriesAt, fetchDirectory } from '../platform/directory';
import type { GetPiece } from '../platform/enclosed';
import { enclosing, type PieceSent } from '../platform/enclosing';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { type Outcome, problemOf, send } from '../platform/request';
import { onPerson } from '../platform/session';
import { createStore, useStore } from '../platform/store';
import { officePairs } from './office-pairs';

/** A case opened at this desk; nothing of it is kept when the page is closed. */
export interface OpenCase {
  readonly view: CaseView;
  /** The office through whose cases it was read: another one's where it came up here. */
  readonly readAt: Office;
  readonly directory: ProvenDirectory;
  readonly records: readonly ChainRecord[];
  readonly entries: readonly Entry[];
  readonly first: FirstContent | undefined;
  /** The writer's key, to which every record is sealed too; undefined where the first letter cannot be read. */
  readonly reporterPk: Uint8Array | undefined;
  /** Who has the case by what was signed in it. */
  readonly held: Held | undefined;
  readonly opener: Opener;
  /** Every time it went to another office, as its own records tell it. */
  readonly moves: readonly Move[];
  /** By what its content was erased, as far as two officers signed for it. */
  readonly erasure?: Entry | undefined;
  /** How an officer proposes that it ends, as far as it can be read here. */
  readonly proposal: { readonly record: ServedRecord; readonly entry: Entry | undefined } | undefined;
  /** Where the pieces of its files are, where they are not asked of the server: in an archive. */
  readonly pieces?: GetPiece;
}

/** The office that has a case, as the directory has it. */
export function leadOf({ directory, held }: OpenCase): DirectoryEntry | undefined {
  return (held && entryOf(directory, held.office, today())) ?? undefined;
}

const glimpses = createStore<ReadonlyMap<Id, FirstContent>>(new Map());

// What was read here is for whoever read it: it goes with their session.
onPerson(() => glimpses.set(new Map()));

/** What the letters opened at this desk were about, for the inbox; in memory only. */
export function useGlimpses(): ReadonlyMap<Id, FirstContent> {
  return useStore(glimpses);
}

/** What is not this office's any more is not remembered here. */
export function forgetGlimpse(caseId: Id): void {
  glimpses.set(new Map([...glimpses.get()].filter(([known]) => known !== caseId)));
}

/** Fetches a case of `holder` and opens it with the office's keys on this device. */
export async function openCase(
  holder: Office,
  caseId: Id,
  own: Office,
  keys: Keys,
): Promise<Outcome<OpenCase>> {
  const params = { ...holder, case: caseId };
  const view = await wholeCase((from) => send(readCase, { params, query: { from } }));
  return view.ok ? unseal(view.value, own, keys, holder) : view;
}

/** Where sealed pieces of a case's files come from. */
export function pieceGetter({ view, readAt, pieces }: OpenCase): GetPiece {
  if (pieces) return pieces;
  return (file, piece) => send(readCasePiece, { params: { ...readAt, case: view.case, file, piece } });
}

/** Sends a sealed piece of a file, ahead of the record that names it. */
export function putPiece({ view }: OpenCase, own: Office, piece: PieceSent): Promise<Outcome<unknown>> {
  return send(keepCasePiece, { params: { ...own, case: view.case }, body: piece });
}

/** What an officer says with an act; the signed record tells the writer. */
export interface Saying {
  /** An act, or how the case would end once a second officer confirms it. */
  readonly act: TipAct | { readonly act: 'propose' };
  readonly text: string;
  /** Asks the writer whether the case may go to this office of another kind. */
  readonly ask?: { readonly to: Office };
  /** Who as the office's head let a result be put off. */
  readonly approver?: string;
  /** The case is handled together with another one, or no more: said without any words. */
  readonly together?: Together;
  /** Why the content of the case, which has ended, is to be erased. */
  readonly erase?: Ground;
  /** Files that were sent for it. */
  readonly files?: readonly ProvenEnclosure[];
}

/** An act with its record, sealed, signed and ready: sent again it is the same. */
export interface SealedAct {
  readonly record: SealedRecord;
  readonly act: Saying['act'];
  readonly body: { record: string; signer: ActingWire; files?: Id[]; ground?: Ground };
}

/** Seals what the officer says with an act, and signs it; nothing is sent yet. */
export async function sealAct(
  open: OpenCase,
  own: Office,
  keys: Keys,
  saying: Saying,
): Promise<Outcome<SealedAct>> {
  const { view, directory, records, first, reporterPk, held } = open;
  const last = records[records.length - 1];
  const route =
    first && routeOf({ office: own, second: held?.second ?? null, about: first }, directory, today());
  const signer = sentEntryOf(directory, own);
  if (!reporterPk || !last || !route || !signer)
    return { ok: false, problem: problemOf('directory-untrusted') };
  const files = enclosing(saying.files ?? []);
  const by = { id: keys.officer, seed: keys.signSeed };
  const record = writeRecord({
    caseId: bytesOf(view.case),
    reporterPk,
    direction: 1,
    seq: records.length,
    prev: chainHash(last),
    directory,
    route,
    content: { ...contentOf(saying), ...files.content },
    pieces: files.pieces,
    signer: by,
    random: await randomBytes(RECORD_RANDOM_BYTES),
  });
  if (!record) return { ok: false, problem: problemOf('too-large') };
  const bytes = encodeRecord(record);
  const body = {
    record: toBase64url(bytes),
    signer: actingToWire(signer, bytes, by),
    ...files.body,
    ...(saying.erase && { ground: saying.erase }),
  };
  return { ok: true, value: { record, act: saying.act, body } };
}

/** Sends a sealed act; the case as it stands after it, once the record that lies at its place is this very one. */
export async function sendAct(
  { view }: OpenCase,
  own: Office,
  keys: Keys,
  { record, act, body }: SealedAct,
): Promise<Outcome<OpenCase>> {
  const params = { ...own, case: view.case };
  const isThere = ({ records: [wire], proposed }: CaseView): boolean => {
    const sent = act.act === 'propose' ? proposed : wire;
    const there = sent && fromWire(sent);
    return there?.head.seq === record.head.seq && equalBytes(recordHash(there), recordHash(record));
  };
  const sending =
    act.act === 'propose'
      ? send(proposeClosing, { params, body })
      : send(actOnCase, { params, body: { ...body, act } });
  const answer = await acknowledged(sending, isThere, 'tip-mismatch');
  return answer.ok ? unseal(joined(view, { ...answer.value, signers: [body.signer] }), own, keys) : answer;
}

const STATUS = { accept: 'accepted', handle: 'handling', propose: 'closed' } as const;

function contentOf({ act, text, ask, approver = '', together, erase }: Saying): Content {
  if (erase) return { kind: 'status', said: { status: 'erased', ground: erase } };
  if (together) return { kind: 'status', said: { status: together } };
  if (act.act === 'reply') return { kind: 'message', said: { text, ...(ask && { ask }) } };
  if (act.act === 'refuse') return { kind: 'status', said: { status: 'refused', reason: act.reason, text } };
  if (act.act === 'extend') return { kind: 'status', said: { status: 'extended', text, approver } };
  return { kind: 'status', said: { status: STATUS[act.act], text } };
}

/** Opens what was fetched of a case, and what is proposed of it. */
export async function unseal(
  view: CaseView,
  own: Office,
  keys: Keys,
  readAt: Office = own,
  recovered: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Outcome<OpenCase>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const pairs = await officePairs(own, keys);
  if (!pairs.ok) return pairs;
  const opener = { role: view.role, pairs: pairs.value, recovered };
  const open = await openView(view, opener, directory.value, readAt);
  const { first } = open;
  if (first) glimpses.set(new Map([...glimpses.get(), [view.case, first]]));
  return { ok: true, value: open };
}

/** A case as this opener reads it; nothing of it is remembered. */
export async function openView(
  view: CaseView,
  opener: Opener,
  directory: ProvenDirectory,
  readAt: Office,
): Promise<OpenCase> {
  const records = chainFromWire(view.records);
  const entryAt = await entriesAt(view.signers);
  const chain = { caseId: bytesOf(view.case), reporter: null, entryAt };
  const entries = openThread(records, opener, chain);
  const proposed = view.proposed && fromWire(view.proposed);
  const proposal = proposed && {
    record: proposed,
    entry: openThread([...records, proposed], opener, { ...chain, awaiting: true })[records.length],
  };
  const erasure =
    view.erasure && openThread([...records, ...chainFromWire([view.erasure])], opener, chain)[records.length];
  const [opening] = entries;
  const letter = opening?.ok && opening.content.kind === 'first' ? opening.content : undefined;
  return {
    view,
    readAt,
    directory,
    records,
    entries,
    first: letter?.said,
    reporterPk: letter?.hpkePk,
    held: heldBy(records, entries),
    opener,
    moves: movesIn(records, entries, entryAt),
    proposal: proposal ?? undefined,
    erasure,
  };
}
