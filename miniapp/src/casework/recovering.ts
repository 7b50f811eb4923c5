import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import type { ActingWire } from '#shared/directory/contract';
import { sentEntryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { type Loss, readAsk, signAsk } from '#shared/recovery/ask';
import { askRecovery, finishRecovery, type RecoveryView, withdrawRecovery } from '#shared/recovery/contract';
import { openParts, recoverKey } from '#shared/recovery/parts';
import { writeRecovery } from '#shared/recovery/reseal';
import { decodeUses, type RecoveryUse } from '#shared/recovery/use';
import { nameOfAgreed } from '#shared/recovery/words';
import { encodeRecord, nameOfKey } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import { SLOTS_RANDOM_BYTES } from '#shared/tip/slots';
import { RECORD_RANDOM_BYTES } from '#shared/tip/writing';
import { acknowledged } from '../platform/acknowledged';
import { today } from '../platform/clock';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { fetchReleased } from '../platform/released';
import { type Outcome, problemOf, send } from '../platform/request';
import { openCase, type OpenCase, unseal } from './opening';

/** The places of the letters that open with none of this device's keys. */
export function lostIn({ view, entries }: OpenCase): readonly number[] {
  if (view.role !== 'office') return [];
  return entries.flatMap((entry) => (!entry.ok && entry.flaw === 'slot' ? [entry.seq] : []));
}

const paramsOf = (own: Office, { view }: OpenCase) => ({ ...own, case: view.case });

/** A request signed and ready: sent again it is the same. */
export async function signRequest(
  open: OpenCase,
  own: Office,
  keys: Keys,
  loss: Loss,
): Promise<{ ask: string }> {
  const signer = { id: keys.officer, seed: keys.signSeed };
  const said = { caseId: bytesOf(open.view.case), office: own, day: today(), loss, seqs: lostIn(open) };
  return { ask: toBase64url(signAsk({ ...said, id: await randomBytes(16) }, signer)) };
}

export function sendRequest(
  open: OpenCase,
  own: Office,
  body: { ask: string },
): Promise<Outcome<RecoveryView>> {
  return send(askRecovery, { params: paramsOf(own, open), body });
}

/** Takes the request back; what holders have handed on goes with it. */
export function takeBackRequest(
  open: OpenCase,
  own: Office,
  { ask }: RecoveryView,
): Promise<Outcome<unknown>> {
  const id = readAsk(bytesOf(ask))?.id ?? new Uint8Array(16);
  const body = { ask: Id.parse(toBase64url(id)) };
  return send(withdrawRecovery, { params: paramsOf(own, open), body });
}

/** What two holders' parts came to. */
export interface Regained {
  readonly uses: readonly RecoveryUse[];
  /** The case with whatever they opened. */
  readonly open: OpenCase;
  /** Of how many letters they gave the key, and how many are sealed to no holder. */
  readonly given: number;
  readonly lost: number;
  /** The names of those who handed on what opens no place of theirs. */
  readonly wrong: readonly string[];
  /** Of how many letters the shares make no key, though both are as they were sealed. */
  readonly broken: number;
}

/** Makes each letter's key of the two parts and reads the case with them, as any reader does; nothing is sent. */
export async function regain(
  open: OpenCase,
  own: Office,
  keys: Keys,
  view: RecoveryView,
): Promise<Outcome<Regained>> {
  const document = view.use && bytesOf(view.use.document);
  const uses = document && decodeUses(document);
  const both = document && partsOf(open, view, document);
  if (!document || !uses || !both) return { ok: false, problem: problemOf('recovery-untrusted') };
  const released = await fetchReleased(own, open.view.case);
  if (!released.ok) return released;
  const found = uses.map(({ seq, holders }, i) => {
    const record = released.value.records[i];
    const parts = [both[0][i], both[1][i]] as const;
    const isThere = record?.head.seq === seq && parts[0] && parts[1];
    return { record, made: isThere ? recoverKey(record, holders, [parts[0], parts[1]]) : undefined };
  });
  const recovered = new Map<string, Uint8Array>();
  for (const { record, made } of found)
    if (record && made?.kind === 'key') recovered.set(nameOfKey(record.head), made.dek);
  const read = await unseal(open.view, own, keys, open.readAt, recovered);
  if (!read.ok) return read;
  const kinds = found.map(({ made }) => made?.kind);
  const wrong = new Set(found.flatMap(({ made }) => (made?.kind === 'wrong' ? [made.holder] : [])));
  const value = {
    uses,
    open: read.value,
    given: recovered.size,
    lost: kinds.filter((kind) => kind === 'lost').length,
    broken: kinds.filter((kind) => kind === 'sealing' || kind === undefined).length,
    wrong: [...wrong].flatMap((place) => view.agreed.slice(place, place + 1).map(nameOfAgreed)),
  };
  return { ok: true, value };
}

/** The parts of the two who agreed, in that order; null unless both were handed on and were sealed to this office. */
function partsOf(
  { opener }: OpenCase,
  { agreed, parts }: RecoveryView,
  document: Uint8Array,
): [Uint8Array[], Uint8Array[]] | null {
  const [one, other] = agreed.map(({ recoveryPk }) => {
    const sent = parts.find((part) => part.recoveryPk === recoveryPk);
    if (!sent?.sealed) return null;
    return openParts(bytesOf(sent.sealed), opener.pairs, { document, recoveryPk: bytesOf(recoveryPk) });
  });
  return one && other ? [one, other] : null;
}

/** Letters given back, sealed anew and ready: sent again it is the same. */
export interface SealedBack {
  readonly seq: number;
  readonly body: { record: string; signer: ActingWire; wraps: { slots: string; wrap: string }[] };
}

/** Seals what was given back to the office's key of today and to whoever else may read it, and tells the writer. */
export async function sealBack(
  { open, uses }: Regained,
  own: Office,
  keys: Keys,
): Promise<Outcome<SealedBack>> {
  const { view, records, first, held, directory, reporterPk, opener } = open;
  if (!first || !reporterPk) return { ok: false, problem: problemOf('recovery-first') };
  const about = { office: own, second: held?.second ?? null, about: first };
  const route = routeOf(about, directory, today());
  const signer = sentEntryOf(directory, own);
  if (!route || !signer) return { ok: false, problem: problemOf('directory-untrusted') };
  const randoms: Uint8Array[] = [];
  while (randoms.length < uses.length) randoms.push(await randomBytes(SLOTS_RANDOM_BYTES));
  const by = { id: keys.officer, seed: keys.signSeed };
  const sealed = writeRecovery({
    caseId: bytesOf(view.case),
    reporterPk,
    records,
    uses,
    opener,
    directory,
    route,
    text: TOLD,
    signer: by,
    random: await randomBytes(RECORD_RANDOM_BYTES),
    randoms,
  });
  if (!sealed) return { ok: false, problem: problemOf('tip-refused') };
  const bytes = encodeRecord(sealed.record);
  const body = {
    record: toBase64url(bytes),
    signer: actingToWire(signer, bytes, by),
    wraps: sealed.wraps.map(({ slots, wrap }) => ({ slots: toBase64url(slots), wrap: toBase64url(wrap) })),
  };
  return { ok: true, value: { seq: sealed.record.head.seq, body } };
}

/** What the writer reads of it. */
const TOLD =
  '我们的钥匙丢了，有一段时间打不开您的信。两位保管恢复钥匙的人一起，把您的信救了回来，他们自己看不到信。现在接着办。';

/** Sends what was sealed anew; the case as it then stands. */
export async function sendBack(
  open: OpenCase,
  own: Office,
  keys: Keys,
  { seq, body }: SealedBack,
): Promise<Outcome<OpenCase>> {
  const { case: id } = open.view;
  const isDone = (answer: { case: Id; seq: number }): boolean => answer.case === id && answer.seq === seq;
  const sending = send(finishRecovery, { params: paramsOf(own, open), body });
  const done = await acknowledged(sending, isDone, 'tip-mismatch');
  return done.ok ? openCase(open.readAt, id, own, keys) : done;
}
