import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { beginErasing, finishErasing, isErased } from '#shared/tip/rules';
import type { SentEntry } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { opensslSha256 } from '../platform/openssl';
import * as erasure from './erasure-items';
import * as files from './file-items';
import * as items from './items';
import { dropRecovery } from './recovery-items';

/** What two officers signed by which the content of a case goes. */
export interface Erasing {
  readonly proposal: items.StoredProposal;
  readonly confirm: Uint8Array;
  readonly signers: readonly { readonly office: Office; readonly signer: SentEntry }[];
}

/** Begins to erase a case's content: from here on nothing of it is served, whatever still lies there. */
export async function begin(
  dynamo: Dynamo,
  caseId: Id,
  head: items.StoredHead,
  { proposal, confirm, signers }: Erasing,
  day: number,
): Promise<Result<items.StoredHead>> {
  if (!proposal.ground) return fail('tip-elsewhere');
  const state = beginErasing(head.state, proposal.ground, day);
  if (!state.ok) return state;
  const after = { ...head, revision: head.revision + 1, state: state.value, confirms: undefined };
  const written = await dynamo.transact([
    ...items.moveHead(caseId, head, after),
    ...erasure.putErasure(caseId, { ...proposal, confirm, day }, signers),
    items.removeProposal(caseId),
    erasure.putErasing(caseId, day),
    // Of what goes nobody gives anything back.
    dropRecovery(caseId),
  ]);
  return written.ok ? ok(after) : fail('tip-out-of-order');
}

/** How often all is read anew where another run was at it. */
const MORE_TRIES = 2;

/** Writes of one transaction, with room for the head, its lines and that of what is going. */
const AT_ONCE = 90;

/**
 * Erases what is left of a case's content: bodies, slots and notes page by page, then its files, then it says that it is
 * done, with the last of them. Cut off anywhere, it is called again and goes on there; one that is done stays so.
 */
export async function erase(
  dynamo: Dynamo,
  caseId: Id,
  head: items.StoredHead,
): Promise<Result<items.StoredHead>> {
  if (!isErased(head.state)) return fail('tip-elsewhere');
  if (head.state.state !== 'erasing') return ok(head);
  const after = { ...head, revision: head.revision + 1, state: finishErasing(head.state) };
  for (let tries = 0; tries <= MORE_TRIES; tries += 1) {
    if (await eraseAll(dynamo, caseId, head, after)) return ok(after);
    // Another run may have been at it: what it took away already is seen when all is read anew.
    const [now] = await dynamo.batchGet([{ table: 'cases', key: items.headKey(caseId) }]);
    const there = now && items.StoredHead.parse(now);
    if (there?.state.state === 'erased') return ok(there);
  }
  return fail('tip-out-of-order');
}

/** One run over all that is there; false where something of it was written by another one meanwhile. */
async function eraseAll(
  dynamo: Dynamo,
  caseId: Id,
  head: items.StoredHead,
  after: items.StoredHead,
): Promise<boolean> {
  let rest: Write[] = [];
  for await (const writes of parts(dynamo, caseId, head)) {
    if (rest.length + writes.length <= AT_ONCE) rest.push(...writes);
    else {
      const written = await dynamo.transact(rest);
      if (!written.ok) return false;
      rest = writes;
    }
  }
  const done = [...items.moveHead(caseId, head, after), ...doneWith(caseId, head)];
  return (await dynamo.transact([...rest, ...done])).ok;
}

function doneWith(caseId: Id, { state }: items.StoredHead): Write[] {
  return state.state === 'erasing' ? [erasure.removeErasing(caseId, state.erased)] : [];
}

/** How many cut-off erasings are looked at together. */
const CASES_AT_ONCE = 25;

/** How many erasings were finished, and by what errors' names the others were not: they wait for the next run. */
export interface Finished {
  readonly finished: number;
  readonly failed: readonly string[];
}

/**
 * Goes on with every erasing that began on a day or before it and was cut off, the oldest first, until it is told to stop:
 * with those alone that two officers signed. One that fails stops no other.
 */
export async function finishErasings(dynamo: Dynamo, day: number, isOver: () => boolean): Promise<Finished> {
  const failed: string[] = [];
  let finished = 0;
  let after: string | undefined;
  do {
    const range = { ...erasure.erasingUpTo(day), limit: CASES_AT_ONCE, ...(after && { after }) };
    const page = await dynamo.query('cases', range);
    for (const item of page) {
      if (isOver()) return { finished, failed };
      try {
        const line = erasure.StoredErasing.parse(item);
        if (await finishOne(dynamo, line.case)) finished += 1;
        else await dynamo.transact([erasure.removeErasingLine(line.SK)]);
      } catch (error) {
        failed.push(error instanceof Error ? error.name : 'unknown');
      }
    }
    const last = page.length === CASES_AT_ONCE ? page.at(-1)?.['SK'] : undefined;
    after = typeof last === 'string' ? last : undefined;
  } while (after);
  return { finished, failed };
}

/** Whether there was something to go on with; throws when it was not done. */
async function finishOne(dynamo: Dynamo, caseId: Id): Promise<boolean> {
  const keys = [items.headKey(caseId), items.erasureKey(caseId)];
  const [head, signed] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  const there = head && items.StoredHead.parse(head);
  const isSigned = signed !== undefined && items.StoredErasure.parse(signed).confirm !== undefined;
  if (there?.state.state !== 'erasing' || !isSigned) return false;
  const done = await erase(dynamo, caseId, there);
  if (!done.ok) throw new Error('another run was at it each time');
  return true;
}

/** All that goes, in parts that each fit into a transaction. */
async function* parts(dynamo: Dynamo, caseId: Id, head: items.StoredHead): AsyncGenerator<Write[]> {
  const most = Math.max(head.records, head.notes?.count ?? 0, head.joint?.count ?? 0);
  for (let from = 0; from < most; from += erasure.PAGE) yield await pageOf(dynamo, caseId, head, from);
  yield* filesOf(dynamo, caseId);
}

/** One page of each chain: of records their hashes stay, of notes nothing does. */
async function pageOf(dynamo: Dynamo, caseId: Id, head: items.StoredHead, from: number): Promise<Write[]> {
  const seqs = Array.from({ length: erasure.PAGE }, (_, i) => from + i);
  const there = seqs.filter((seq) => seq < head.records);
  const keys = there.map((seq) => ({ table: 'cases' as const, key: items.messageKey(caseId, seq) }));
  const records = (await dynamo.batchGet(keys)).map((item) => item && items.StoredMessage.parse(item));
  const emptied = there.flatMap((seq, i) => {
    const record = records[i];
    if (!record || record.bodyHash) return [];
    return [erasure.emptyRecord(caseId, seq, { ...record, bodyHash: opensslSha256(record.body) })];
  });
  return [
    ...emptied,
    ...(there.length > 0 ? [erasure.removeSlots(caseId, from, 'MSG')] : []),
    ...erasure.removeNotes(caseId, from, head.notes?.count ?? 0, 'NOTE'),
    ...erasure.removeNotes(caseId, from, head.joint?.count ?? 0, 'JOINT'),
  ];
}

/** Files of one look. */
const FILES_AT_ONCE = 45;

/** Hands the case's files to the run that takes away what no record names (decision 54): at its pace their pieces go. */
async function* filesOf(dynamo: Dynamo, caseId: Id): AsyncGenerator<Write[]> {
  let after: string | undefined;
  do {
    const range = { ...files.filesOf(caseId), limit: FILES_AT_ONCE, ...(after && { after }) };
    const page = files.StoredListed.array().parse(await dynamo.query('files', range));
    yield page.flatMap((file) => (file.ending ? [] : files.releaseFile(caseId, file)));
    after = page.length === FILES_AT_ONCE ? page.at(-1)?.SK : undefined;
  } while (after);
}
