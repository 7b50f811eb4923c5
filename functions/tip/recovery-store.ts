import type { AreaCode } from '#shared/area/code';
import { equalBytes, toBase64url, toHex } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import type { SignedHolder } from '#shared/directory/holder';
import { type Office, sameOffice } from '#shared/directory/office';
import { holderToWire } from '#shared/directory/wire';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { MOST_RECORDS } from '#shared/tip/contract';
import { decodeHead } from '#shared/tip/head';
import type { SignedAsk } from '#shared/recovery/ask';
import type { RecoveryView } from '#shared/recovery/contract';
import { leafOfUse } from '#shared/recovery/use';
import { isErased } from '#shared/tip/rules';
import { encodeLeaf } from '#shared/transparency/leaf';
import type { Dynamo } from '../platform/dynamo';
import { check, equals } from '../platform/item';
import { waitingKey } from '../transparency/pending-items';
import * as items from './items';
import {
  enrolledAs,
  isSignedAt,
  holdersFor,
  holds,
  placeAmong,
  readRegister,
  recoveryKeysUnder,
} from './recovery-holder-store';
import * as recoveries from './recovery-items';

/** Where requests are: a county's tables. */
export interface Place {
  readonly dynamo: Dynamo;
  readonly county: AreaCode;
}

export type Requested = recoveries.StoredRecovery;

/** A request, and everybody who may agree to it. */
export interface WithHolders {
  readonly recovery: recoveries.StoredRecovery;
  readonly holders: readonly SignedHolder[];
}

/** Who acts, for which office, on which day. */
export interface Acting {
  readonly person: Id;
  readonly office: Office;
  readonly day: number;
}

/** The request for a case; undefined when there is none. */
export async function readRecovery(
  dynamo: Dynamo,
  caseId: Id,
): Promise<recoveries.StoredRecovery | undefined> {
  const found = await dynamo.get('cases', recoveries.recoveryKey(caseId));
  return found && recoveries.StoredRecovery.parse(found);
}

/** Every request of the county. */
export async function readRecoveries(dynamo: Dynamo): Promise<recoveries.StoredRecovery[]> {
  const found = await dynamo.query('cases', recoveries.allRecoveries);
  return found.map((item) => recoveries.StoredRecovery.parse(item));
}

/**
 * Asks for letters of a case. The very same request again is answered as it stands; another one waits until that is done
 * or taken back.
 */
export async function ask(
  { dynamo, county }: Place,
  caseId: Id,
  head: items.StoredHead,
  asked: SignedAsk,
  { person, office, day }: Acting,
): Promise<Result<WithHolders>> {
  const register = await readRegister(dynamo, county);
  const holders = holdersFor(register, office);
  const before = await readRecovery(dynamo, caseId);
  if (before)
    return equalBytes(before.ask, asked.bytes) ? ok({ recovery: before, holders }) : fail('recovery-asked');
  const officer = enrolledAs(register, office, person);
  const isTheirs = officer?.id === asked.officerId && isSignedAt(officer, asked);
  if (!isTheirs || asked.day !== day || asked.seqs.some((seq) => seq >= head.records))
    return fail('recovery-refused');
  const room = await hasRoom(dynamo, head);
  if (!room.ok) return room;
  const records = await sealedFor(dynamo, county, caseId, office, asked.seqs);
  if (!twoHold(records, holders)) return fail('recovery-no-holders');
  const id = Id.parse(toBase64url(asked.id));
  const becomes = { id, ask: asked.bytes, office: asked.office, asked: records, agreed: [], parts: [] };
  const doing = { actor: person, day, action: 'ask' } as const;
  const { recovery, writes } = recoveries.putRecovery(caseId, undefined, becomes, doing);
  const here = check('cases', items.headKey(caseId), equals('revision', head.revision));
  const written = await dynamo.transact([...writes, here]);
  if (written.ok) return ok({ recovery, holders });
  const there = await readRecovery(dynamo, caseId);
  if (there && equalBytes(there.ask, asked.bytes)) return ok({ recovery: there, holders });
  return fail(there ? 'recovery-asked' : 'tip-out-of-order');
}

/** Whether a case may be asked for once more, and its office may ask. */
async function hasRoom(
  dynamo: Dynamo,
  { recovered = 0, office, records, state }: items.StoredHead,
): Promise<Result<void>> {
  if (isErased(state)) return fail('tip-ended');
  // The record that tells the writer needs a place.
  if (recovered >= MOST_RECOVERIES || records >= MOST_RECORDS) return fail('tip-full');
  const open = (await readRecoveries(dynamo)).filter((one) => sameOffice(one.office, office));
  return open.length < MOST_OPEN ? ok() : fail('recovery-many');
}

/** How often letters of one case may be given back: each time their slots grow by a signed record. */
const MOST_RECOVERIES = 5;

/** Requests of one office at a time: whoever holds reads them all. Two that come at the same moment may be one too many. */
const MOST_OPEN = 50;

/** The recovery keys that each of these records is sealed to now. */
async function sealedFor(
  dynamo: Dynamo,
  county: AreaCode,
  caseId: Id,
  office: Office,
  seqs: readonly number[],
): Promise<recoveries.StoredRecovery['asked']> {
  const last = Math.max(...seqs);
  const [messages, pages] = await Promise.all([
    dynamo.query('cases', items.messagesOf(caseId)),
    dynamo.batchGet(items.slotsKeys(caseId, 0, last + 1).map((key) => ({ table: 'cases' as const, key }))),
  ]);
  const sealed = seqs.flatMap((seq) => {
    const message = messages[seq];
    const head = message && decodeHead(items.StoredMessage.parse(message).head);
    const slots = items.slotsIn(pages, 0, seq);
    return head && slots ? [{ seq, head, under: slots.under ?? head.directory }] : [];
  });
  const known = await recoveryKeysUnder(
    dynamo,
    county,
    office,
    sealed.map(({ under }) => under),
  );
  return sealed.map(({ seq, head, under }) => ({
    seq,
    direction: head.direction === 0 ? 0 : 1,
    keys: known.get(toHex(under)) ?? new Uint8Array(0),
  }));
}

/** Whether any record is sealed to two people who still hold. */
function twoHold(records: recoveries.StoredRecovery['asked'], holders: readonly SignedHolder[]): boolean {
  return records.some(
    ({ keys }) => holders.filter(({ recoveryPk }) => placeAmong(keys, recoveryPk) > 0).length >= 2,
  );
}

/** Takes a request back; one that is not there any more is taken back already. */
export async function withdraw(
  { dynamo }: Place,
  caseId: Id,
  askId: Id,
  { person, day }: Acting,
): Promise<Result<void>> {
  const before = await readRecovery(dynamo, caseId);
  if (before?.id !== askId) return ok();
  const doing = { actor: person, day, action: 'withdraw' } as const;
  const written = await dynamo.transact(recoveries.endRecovery(before, doing));
  return written.ok ? ok() : fail('conflict');
}

/** Whether the log has the use: its leaf no longer waits. Whoever is given anything checks the proof as well. */
export async function isLogged(
  { dynamo, county }: Place,
  { use }: recoveries.StoredRecovery,
): Promise<boolean> {
  if (!use) return false;
  const waiting = waitingKey(leafOfUse(county, use.document, use.day));
  return (await dynamo.get('ledger', waiting)) === undefined;
}

/** A request as people are shown it; what was handed on, only to the office that it is sealed to. */
export function viewOf(
  county: AreaCode,
  { recovery, holders }: WithHolders,
  to: 'office' | 'holder',
): RecoveryView {
  const { SK, ask: bytes, agreed, use, parts } = recovery;
  const able = holders.filter(({ recoveryPk }) => holds(recovery, recoveryPk));
  const ofKey = (key: Uint8Array) => holders.find(({ recoveryPk }) => equalBytes(recoveryPk, key));
  return {
    case: SK,
    ask: toBase64url(bytes),
    holders: able.map(holderToWire),
    agreed: agreed.map(({ agreement, recoveryPk }) => {
      const holder = ofKey(recoveryPk);
      return {
        agreement: toBase64url(agreement),
        recoveryPk: toBase64url(recoveryPk),
        ...(holder && { holder: holderToWire(holder) }),
      };
    }),
    ...(use && {
      use: {
        document: toBase64url(use.document),
        leaf: toBase64url(leafHash(encodeLeaf(leafOfUse(county, use.document, use.day)))),
      },
    }),
    parts: parts.map(({ recoveryPk, sealed }) => ({
      recoveryPk: toBase64url(recoveryPk),
      ...(to === 'office' && { sealed: toBase64url(sealed) }),
    })),
  };
}
