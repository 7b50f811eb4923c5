import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { sha256 } from '#shared/crypto/hash';
import { leafHash } from '#shared/crypto/merkle';
import { type Directory, entryOf } from '#shared/directory/directory';
import { type DirectoryEntry, signingKeys } from '#shared/directory/entry';
import { isHoldersOwn } from '#shared/directory/holder';
import { type Office, sameOffice } from '#shared/directory/office';
import { holderFromWire } from '#shared/directory/wire';
import { isSignedBy, readAgreement, readAsk, type SignedAsk, signAgreement } from '#shared/recovery/ask';
import { agreeToRecovery, handOnParts, type RecoveryView } from '#shared/recovery/contract';
import { isWith, partOf, type RecoverableRecord, sealParts } from '#shared/recovery/parts';
import { decodeUses, type RecoveryUse, leafOfUse } from '#shared/recovery/use';
import { encodeLeaf } from '#shared/transparency/leaf';
import { today } from '../platform/clock';
import { fetchDirectory, provenEntries } from '../platform/directory';
import type { Keys } from '../platform/keyring';
import { proofOf } from '../platform/public-log';
import { randomBytes } from '../platform/random';
import { fetchReleased } from '../platform/released';
import { type Outcome, problemOf, send } from '../platform/request';
import { trust } from '../platform/trust';

/** A request that was signed by the office that asks, by the directory that this device accepts. */
export interface SoundRequest {
  readonly view: RecoveryView;
  readonly ask: SignedAsk;
  /** The office that asks, as the directory has it today: to its key alone anything is sealed. */
  readonly office: DirectoryEntry;
}

/** Checks who asks and who agreed, and what the log was told; nothing that the server says of a request is shown before. */
export async function checkRequest(view: RecoveryView): Promise<Outcome<SoundRequest>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const ask = readAsk(bytesOf(view.ask));
  const office = ask && entryOf(directory.value, ask.office, today());
  const keys = office ? signingKeys(office, ask.officerId) : [];
  const isTheirs =
    ask && keys.some((key) => isSignedBy(ask, key)) && equalBytes(ask.caseId, bytesOf(view.case));
  if (!ask || !office || !isTheirs || !areAgreed(view, ask, directory.value) || !usesOf(view, ask))
    return { ok: false, problem: problemOf('recovery-untrusted') };
  return { ok: true, value: { view, ask, office } };
}

/** Whether those who are said to agree did, to this very request, each with a key that is theirs alone. */
function areAgreed({ agreed, use }: RecoveryView, ask: SignedAsk, directory: Directory): boolean {
  const keys = new Set(agreed.map(({ recoveryPk }) => recoveryPk));
  const isWhole = keys.size === agreed.length && (!use || keys.size === 2);
  return isWhole && agreed.every((one) => hasAgreed(one, ask, directory));
}

/** By the key that they registered their card with, or one that the directory lists for them; nobody vouches for who left. */
function hasAgreed(
  { agreement, recoveryPk, holder }: RecoveryView['agreed'][number],
  ask: SignedAsk,
  directory: Directory,
): boolean {
  if (!holder) return false;
  const said = readAgreement(bytesOf(agreement));
  const own = holderFromWire(holder);
  const entry = entryOf(directory, own.office, today());
  const keys = [own.signPk, ...(entry ? signingKeys(entry, own.officer) : [])];
  return (
    said !== null &&
    equalBytes(said.ask, sha256(ask.bytes)) &&
    sameOffice(said.office, own.office) &&
    said.officerId === own.officer &&
    equalBytes(said.recoveryPk, own.recoveryPk) &&
    recoveryPk === holder.recoveryPk &&
    isHoldersOwn(own) &&
    keys.some((key) => isSignedBy(said, key))
  );
}

/** What the log was told of this request; none before two agreed, and null for what is another one's or of another time. */
function usesOf({ use }: RecoveryView, ask: SignedAsk): readonly RecoveryUse[] | null {
  if (!use) return [];
  const uses = decodeUses(bytesOf(use.document));
  return uses?.every((one) => isAskedFor(one, ask)) ? uses : null;
}

/** The holder's agreement, signed with the key that they registered their card with. */
export function agree(
  { view, ask }: SoundRequest,
  own: Office,
  keys: Keys,
  recoveryPk: Uint8Array,
): Promise<Outcome<RecoveryView>> {
  const signer = { id: keys.officer, seed: keys.signSeed };
  const agreement = toBase64url(signAgreement({ ask: ask.bytes, office: own, recoveryPk }, signer));
  return send(agreeToRecovery, { params: { ...own, case: view.case }, body: { agreement } });
}

/** What came of handing on: how many of the letters the card opened its part of. */
export interface HandedOn {
  readonly view: RecoveryView;
  readonly opened: number;
  readonly all: number;
}

/**
 * Opens the holder's own part of each letter with their card and hands it on, sealed to the key that the asking office
 * has today. Before that: the log has the use, the records are those it names, and they lie with that office.
 */
export async function handOn(
  request: SoundRequest,
  own: Office,
  cardIkm: Uint8Array,
): Promise<Outcome<HandedOn>> {
  const { view, ask, office } = request;
  const untrusted = { ok: false, problem: problemOf('recovery-untrusted') } as const;
  const document = view.use && bytesOf(view.use.document);
  const uses = usesOf(view, ask);
  if (!document || !uses) return untrusted;
  const logged = await isLogged(document, uses);
  if (!logged.ok) return logged;
  const released = await fetchReleased(own, view.case);
  if (!released.ok) return released;
  const { records, signers } = released.value;
  const entries = await provenEntries(signers);
  const are = uses.every((use, i) => isRecordOf(records[i], use) && isWith(records[i], ask.office, entries));
  if (!are || records.length !== uses.length) return untrusted;
  const card = deriveKeyPair(cardIkm);
  const parts = uses.flatMap(({ holders }, i) => {
    const record = records[i];
    return record ? [partOf(record, holders, card)] : [];
  });
  const of = { document, recoveryPk: card.publicKey };
  const sealed = sealParts(parts, office.officePk, of, await randomBytes(32));
  if (!sealed) return untrusted;
  const body = { recoveryPk: toBase64url(card.publicKey), sealed: toBase64url(sealed) };
  const sent = await send(handOnParts, { params: { ...own, case: view.case }, body });
  if (!sent.ok) return sent;
  const opened = parts.filter(({ opens }) => opens).length;
  return { ok: true, value: { view: sent.value, opened, all: parts.length } };
}

/** Whether a use is of this request: an earlier one of the same letters stands in the log as well, and is no leave to open them. */
function isAskedFor({ caseId, seq, day }: RecoveryUse, ask: SignedAsk): boolean {
  return equalBytes(caseId, ask.caseId) && ask.seqs.includes(seq) && day >= ask.day && day <= today();
}

/** Whether the log has this very document: by the proof that this device checks. */
async function isLogged(document: Uint8Array, uses: readonly RecoveryUse[]): Promise<Outcome<unknown>> {
  const anchors = await trust();
  const [first] = uses;
  if (!anchors || !first) return { ok: false, problem: problemOf('busy') };
  const proof = await proofOf(
    toBase64url(leafHash(encodeLeaf(leafOfUse(anchors.county, document, first.day)))),
  );
  if (proof.ok || proof.problem.code !== 'not-logged') return proof;
  return { ok: false, problem: problemOf('recovery-waiting') };
}

function isRecordOf(record: RecoverableRecord | undefined, use: RecoveryUse): record is RecoverableRecord {
  return (
    record !== undefined &&
    equalBytes(record.head.caseId, use.caseId) &&
    record.head.direction === use.direction &&
    record.head.seq === use.seq
  );
}
