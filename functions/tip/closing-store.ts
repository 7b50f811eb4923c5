import type * as z from 'zod';
import { equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { confirmingOffice, isSignedBy, type SignedConfirmation } from '#shared/tip/confirm';
import { MOST_RECORDS } from '#shared/tip/contract';
import type { Ground } from '#shared/tip/ground';
import { decodeHead, ZERO_HASH } from '#shared/tip/head';
import { hashOfParts, type SealedRecord } from '#shared/tip/record';
import { act, checkErasable, mayErase } from '#shared/tip/rules';
import type { TipState } from '#shared/tip/state';
import type { Dynamo } from '../platform/dynamo';
import { opensslSha256 } from '../platform/openssl';
import { countedBy, type Signer } from '../platform/signer';
import { begin } from './erasure-store';
import * as items from './items';
import { recusedAt } from './recused';
import { append, follows, type Standing, type StoredCase } from './store';

/** A case's head, what lies at one place of its chain, and how somebody proposes that it ends. */
export interface ProposedStanding extends Standing {
  readonly proposal: items.StoredProposal | undefined;
  /** By what its content was erased. */
  readonly erasure: z.output<typeof items.StoredErasure> | undefined;
}

/** All that an end is decided from, in one call; undefined when there is no such case. */
export async function readProposed(
  dynamo: Dynamo,
  caseId: Id,
  seq: number,
): Promise<ProposedStanding | undefined> {
  const keys = [
    items.headKey(caseId),
    items.messageKey(caseId, seq),
    items.proposalKey(caseId),
    items.erasureKey(caseId),
  ];
  const [head, there, proposal, erasure] = await dynamo.batchGet(
    keys.map((key) => ({ table: 'cases' as const, key })),
  );
  if (!head) return undefined;
  return {
    head: items.StoredHead.parse(head),
    there: there && items.StoredMessage.parse(there),
    proposal: proposal && items.StoredProposal.parse(proposal),
    erasure: erasure && items.StoredErasure.parse(erasure),
  };
}

/** How an officer proposes that a case ends, or that the content of one that has ended is erased. */
export interface Proposing {
  readonly record: SealedRecord;
  readonly signer: Signer;
  /** Who proposes. */
  readonly by: Id;
  readonly ground?: Ground | undefined;
}

/** Lays down the record that would end the case, or erase its content. The same again answers the same. */
export async function propose(
  dynamo: Dynamo,
  caseId: Id,
  { head, proposal }: ProposedStanding,
  { record, signer, by, ground }: Proposing,
  day: number,
): Promise<Result<StoredCase>> {
  if (proposal && isSame(proposal, record)) return ok(withProposal(head, proposal));
  const state = ground ? stillThere(head, proposal, ground, day) : act(head.state, { act: 'propose' }, day);
  if (!state.ok) return state;
  // By an erasure no place of the chain is taken.
  if (!ground && head.records >= MOST_RECORDS) return fail('tip-full');
  if (record.head.seq !== head.records) return fail('tip-out-of-order');
  if (!followsPlain(record, head)) return fail('tip-refused');
  const confirms = confirmingOffice(countedBy(signer), recusedAt(head, head.office));
  if (!confirms) return fail('tip-one-officer');
  const { slots, slotsHash, body } = record;
  const made = {
    head: record.head.bytes,
    slots,
    slotsHash,
    body,
    day,
    by,
    signer: signer.sent,
    ...(ground && { ground }),
  };
  const after = { ...head, revision: head.revision + 1, state: state.value, confirms };
  const written = await dynamo.transact([
    ...items.moveHead(caseId, head, after),
    items.putProposal(caseId, made),
  ]);
  if (written.ok) return ok(withProposal(after, made));
  const now = await readProposed(dynamo, caseId, record.head.seq);
  if (now?.proposal && isSame(now.proposal, record)) return ok(withProposal(now.head, now.proposal));
  return fail('tip-out-of-order');
}

/** The state stays while an erasure is only proposed: its writer reads on. */
function stillThere(
  { state }: items.StoredHead,
  proposal: items.StoredProposal | undefined,
  ground: Ground,
  day: number,
): Result<TipState> {
  if (proposal) return fail('tip-elsewhere');
  return checkErasable(state, ground, day);
}

/** Whether a record of the office's follows, and has no files: none are laid down for what is only proposed. */
function followsPlain(record: SealedRecord, head: items.StoredHead): boolean {
  return follows(record, head, 1) && equalBytes(record.head.files, ZERO_HASH);
}

/** A second person's signature over what is proposed. */
export interface Confirming {
  readonly confirm: Uint8Array;
  readonly said: SignedConfirmation;
  readonly signer: Signer;
  readonly by: Id;
  /** The office that they come from. */
  readonly office: Office;
}

/** Ends the case as it was proposed, by a record that becomes the last of its chain; or begins to erase its content. */
export async function confirm(
  dynamo: Dynamo,
  caseId: Id,
  standing: ProposedStanding,
  confirming: Confirming,
  day: number,
): Promise<Result<StoredCase>> {
  const { head, proposal } = standing;
  if (wasConfirmed(standing, confirming.confirm)) return ok(ended(head));
  const state = proposal?.ground ? ok(head.state) : act(head.state, { act: 'confirm' }, day);
  if (!state.ok) return state;
  const record = proposal && sealedOf(proposal);
  if (!proposal || !record) return fail('tip-elsewhere');
  if (proposal.by === confirming.by) return fail('tip-second-officer');
  if (!fits(head, proposal, confirming)) return fail('tip-refused');
  if (!isSignedBy(confirming.said, confirming.signer.newest)) return fail('tip-signer-gone');
  const signers = [
    { office: head.office, signer: proposal.signer },
    ...(head.confirms ? [{ office: head.confirms, signer: confirming.signer.sent }] : []),
  ];
  if (proposal.ground) {
    const erasing = { proposal, confirm: confirming.confirm, signers };
    const begun = await begin(dynamo, caseId, head, erasing, day);
    return begun.ok ? ok(ended(begun.value)) : begun;
  }
  const next = { ...head, state: state.value, waiting: false, confirms: undefined };
  return append(dynamo, caseId, {
    standing,
    record,
    direction: 1,
    day,
    next,
    signers,
    confirm: confirming.confirm,
    also: [items.removeProposal(caseId)],
  });
}

/** Whether this very confirmation did it already. */
export function wasConfirmed({ there, erasure }: ProposedStanding, confirm: Uint8Array): boolean {
  return [there, erasure].some((one) => one?.confirm !== undefined && equalBytes(one.confirm, confirm));
}

/** Whether a confirmation is of what lies there, signed by an officer of the office that may. */
function fits(
  head: items.StoredHead,
  proposal: items.StoredProposal,
  { said, signer, office }: Confirming,
): boolean {
  const sent = decodeHead(proposal.head);
  return (
    sent !== null &&
    equalBytes(said.caseId, sent.caseId) &&
    said.seq === head.records &&
    equalBytes(said.recordHash, proposalHash(proposal)) &&
    sameOffice(said.office, head.confirms ?? null) &&
    sameOffice(said.office, office) &&
    isSignedBy(said, signer.entry)
  );
}

/** Takes a proposed end back; what was taken back already stays so. */
export async function withdraw(
  dynamo: Dynamo,
  caseId: Id,
  { head, proposal }: ProposedStanding,
  proposed: Uint8Array,
  day: number,
): Promise<Result<StoredCase>> {
  if (!proposal && (head.state.state === 'handling' || mayErase(head.state))) return ok(ended(head));
  const state = proposal?.ground ? ok(head.state) : act(head.state, { act: 'withdraw' }, day);
  if (!state.ok) return state;
  if (!proposal || !equalBytes(proposalHash(proposal), proposed)) return fail('tip-elsewhere');
  const after = { ...head, revision: head.revision + 1, state: state.value, confirms: undefined };
  const written = await dynamo.transact([
    ...items.moveHead(caseId, head, after),
    items.removeProposal(caseId),
  ]);
  return written.ok ? ok(ended(after)) : fail('tip-out-of-order');
}

/** A proposed record as it was sealed; null for bytes that are none. */
function sealedOf({ head, slots, slotsHash, body }: items.StoredProposal): SealedRecord | null {
  const sent = decodeHead(head);
  return sent && { head: sent, slots, slotsHash, body };
}

function proposalHash({ head, slotsHash, body }: items.StoredProposal): Uint8Array {
  return hashOfParts(head, slotsHash, body, opensslSha256);
}

function isSame(proposal: items.StoredProposal, { head, slotsHash, body }: SealedRecord): boolean {
  return (
    equalBytes(proposal.head, head.bytes) &&
    equalBytes(proposal.slotsHash, slotsHash) &&
    equalBytes(proposal.body, body)
  );
}

const withProposal = (head: items.StoredHead, proposal: items.StoredProposal): StoredCase => ({
  head,
  records: [],
  signers: [proposal.signer],
  proposed: { ...proposal, wraps: [] },
});

/** A case as it stands, without a record: whoever acted knows it, or reads it anew. */
const ended = (head: items.StoredHead): StoredCase => ({ head, records: [], signers: [] });
