import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import type { ActingWire } from '#shared/directory/contract';
import { sentEntryOf } from '#shared/directory/directory';
import { type Office, sameOffice } from '#shared/directory/office';
import { MOST_TRANSFERS, transferCase } from '#shared/tip/contract';
import { writeMove } from '#shared/tip/moving';
import { encodeRecord } from '#shared/tip/record';
import { SLOTS_RANDOM_BYTES } from '#shared/tip/slots';
import { consentsIn } from '#shared/tip/standing';
import { type Consents, partnerOf, type Target, targetsOf } from '#shared/tip/transfer';
import type { TransferReason } from '#shared/tip/transfer-reason';
import { chainFromWire } from '#shared/tip/wire';
import type { Rewrapped } from '#shared/tip/wrap';
import { RECORD_RANDOM_BYTES } from '#shared/tip/writing';
import { acknowledged } from '../platform/acknowledged';
import { today } from '../platform/clock';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { type Outcome, problemOf, send } from '../platform/request';
import { fetchNotes, forgetWork } from './notes';
import { forgetGlimpse, type OpenCase } from './opening';

/** Where a case may go from here, or who may be brought in, and whether the writer's consent is there or not needed. */
export interface Choice extends Target {
  readonly ready: boolean;
}

/** The offices a case may go to; none from the desk of an office that does not have it. */
export function choicesOf({ view, held, first, directory, entries }: OpenCase): Choice[] {
  if (view.role !== 'office' || !held || held.astray || !first) return [];
  const moved = entries.filter((entry) => entry.ok && entry.content.kind === 'transfer').length;
  if (moved >= MOST_TRANSFERS) return [];
  const consents = consentsIn(entries);
  return targetsOf(held, first, directory, today()).map((target) => ({
    ...target,
    ready: isAgreed(target, consents),
  }));
}

/** Whether the writer's consent is there, where it takes one. */
function isAgreed(target: Target, { go, join }: Consents): boolean {
  const { office } = partnerOf(target);
  if (target.way === 'join') return join.some((one) => sameOffice(one, office));
  return target.way !== 'aside' || go.some((one) => sameOffice(one, office));
}

/** A move sealed and ready: sent again it is the same. */
export interface SealedMove {
  readonly to: Office;
  readonly body: {
    record: string;
    signer: ActingWire;
    to: Office;
    second?: Office;
    wraps: { slots: string; wrap: string }[];
    notes: { slots: string; wrap: string }[];
  };
}

/** What the officer has decided of a move. */
export interface Deciding {
  readonly target: Target;
  readonly reason: TransferReason;
  readonly text: string;
  /** Whether the internal notes go along. */
  readonly along: boolean;
}

/** Seals every record and note of the case anew for the office it goes to; nothing is sent yet. */
export async function sealMove(
  open: OpenCase,
  own: Office,
  keys: Keys,
  { target, reason, text, along }: Deciding,
): Promise<Outcome<SealedMove>> {
  const { view, records, opener, directory, reporterPk } = open;
  const signer = sentEntryOf(directory, own);
  if (!reporterPk || !signer) return { ok: false, problem: problemOf('directory-untrusted') };
  const noted = await fetchNotes(view.case, own);
  if (!noted.ok) return noted;
  const notes = chainFromWire(noted.value.records);
  const randoms: Uint8Array[] = [];
  while (randoms.length < records.length + notes.length) randoms.push(await randomBytes(SLOTS_RANDOM_BYTES));
  const by = { id: keys.officer, seed: keys.signSeed };
  const move = writeMove({
    caseId: bytesOf(view.case),
    reporterPk,
    records,
    notes,
    along,
    opener,
    directory,
    from: own,
    target,
    reason,
    text,
    signer: by,
    random: await randomBytes(RECORD_RANDOM_BYTES),
    randoms,
  });
  if (!move) return { ok: false, problem: problemOf('tip-refused') };
  const { office, second } = target.route;
  const bytes = encodeRecord(move.record);
  const body = {
    record: toBase64url(bytes),
    signer: actingToWire(signer, bytes, by),
    to: office.office,
    ...(second && { second: second.office }),
    wraps: move.wraps.map(wireOf),
    notes: move.notes.map(wireOf),
  };
  return { ok: true, value: { to: office.office, body } };
}

const wireOf = ({ slots, wrap }: Rewrapped) => ({ slots: toBase64url(slots), wrap: toBase64url(wrap) });

/** Sends a sealed move. Once it is done the case is the other office's, and nothing of it is remembered here; one that stays, is. */
export async function sendMove(
  { view }: OpenCase,
  own: Office,
  { to, body }: SealedMove,
): Promise<Outcome<Office>> {
  const params = { ...own, case: view.case };
  const isDone = (answer: { case: string; office: Office }): boolean =>
    answer.case === view.case && sameOffice(answer.office, to);
  const answer = await acknowledged(send(transferCase, { params, body }), isDone, 'tip-mismatch');
  if (!answer.ok) return answer;
  if (!sameOffice(to, own)) {
    forgetGlimpse(view.case);
    forgetWork(view.case);
  }
  return { ok: true, value: to };
}
