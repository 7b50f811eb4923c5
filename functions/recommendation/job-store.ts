import type { AreaCode } from '#shared/area/code';
import { leafHash, merkleRoot } from '#shared/crypto/merkle';
import type { Id } from '#shared/ids';
import type { BallotName } from '#shared/recommendation/round';
import type { Due } from '../platform/due';
import type { Dynamo } from '../platform/dynamo';
import { publishDocuments } from '../platform/prepared';
import { headKey, rollPartition, StoredEntry, StoredHead } from '../roll/items';
import { boardDocument } from './documents';
import type { IssuedLine } from './issued-list';
import * as ballots from './ballot-items';
import { putBoardPage } from './board-items';
import * as issuing from './issuing-items';
import * as items from './items';

// Written in the transaction that moves the round.
export { openIssueGates, putIssuer } from './issuing-items';

/** Whether a mark of the schedule still says what the round waits for. */
export function isDue(round: items.StoredRound, due: Due): boolean {
  return items.dueOf(round)?.kind === due.kind;
}

/** Opens the ballot box of a position; a second time it stands as it was. */
export async function openGates(
  dynamo: Dynamo,
  ballot: BallotName,
  gate: Omit<ballots.StoredGate, 'isOpen'>,
): Promise<void> {
  await dynamo.transact(ballots.openGates(ballot, gate));
}

/**
 * Shuts the ballot box and the issuing of a position, each in one transaction. Only then may they be read. The issuing
 * keeps which roll stood when it was shut first.
 */
export async function shutGates(dynamo: Dynamo, area: AreaCode, ballot: BallotName): Promise<void> {
  const head = await dynamo.get('people', headKey(area));
  const version = head ? StoredHead.parse(head).version : 0;
  for (const writes of [ballots.shutGates(ballot), issuing.shutIssueGates(ballot, version)]) {
    const written = await dynamo.transact(writes);
    if (!written.ok) throw new Error('a gate is missing');
  }
}

/** All records of a position whose gates are shut. */
export async function readRecords(dynamo: Dynamo, ballot: BallotName): Promise<Uint8Array[]> {
  const records: Uint8Array[] = [];
  for (const PK of ballots.recordPartitions(ballot)) {
    const found = await dynamo.query('ballots', { PK });
    records.push(...found.map((item) => ballots.StoredRecord.parse(item).record));
  }
  return records;
}

/** Who was issued a token or recorded on paper. */
export async function readFlags(dynamo: Dynamo, ballot: BallotName): Promise<Map<string, 'phone' | 'paper'>> {
  const found = await dynamo.query('people', { PK: issuing.issuedPartition(ballot) });
  return new Map(found.map((item) => issuing.StoredIssued.parse(item)).map(({ SK, by }) => [SK, by]));
}

/** Everybody on the roll that stood when the position was shut, in roll order: the same at every run. */
export async function readRollOrder(dynamo: Dynamo, area: AreaCode, ballot: BallotName): Promise<Id[]> {
  const frozen = await dynamo.get('people', issuing.frozenRollKey(ballot));
  const PK = rollPartition(area, issuing.StoredFrozenRoll.parse(frozen).rollVersion);
  return (await dynamo.query('people', { PK })).map((item) => StoredEntry.parse(item).entry);
}

const BOARD_PAGE = 200;
const HASH_PAGE = 1000;

/** Keeps the frozen board for those who count; writing it again writes the same. */
export async function putBoard(
  dynamo: Dynamo,
  ballot: BallotName,
  records: readonly Uint8Array[],
): Promise<void> {
  const pages = inPages(records, BOARD_PAGE);
  for (const [n, page] of pages.entries()) {
    await dynamo.transact([putBoardPage(ballot, n, { records: page, pages: pages.length })]);
  }
}

/** Publishes the record hashes of a round that is large enough. */
export async function publishBoard(
  dynamo: Dynamo,
  area: AreaCode,
  ballot: BallotName,
  hashes: readonly string[],
): Promise<void> {
  const pages = inPages(hashes, HASH_PAGE);
  for (const [n, page] of pages.entries()) {
    const document = { pages: pages.length, hashes: page };
    await dynamo.transact(publishDocuments(area, { [boardDocument(ballot, n)]: document }));
  }
}

/**
 * Keeps the issued list, so that each person can be shown the proof of their own line, and answers its root. What a
 * run before this one has kept is the same and stays.
 */
export async function putIssuedList(
  dynamo: Dynamo,
  ballot: BallotName,
  lines: readonly IssuedLine[],
  leafOf: (line: IssuedLine) => Uint8Array,
): Promise<Uint8Array> {
  const pages = inPages(lines, issuing.ISSUED_PAGE);
  const roots = pages.map((page) => merkleRoot(page.map((line) => leafHash(leafOf(line)))));
  const contents = pages.map((page) => ({
    entries: page.map(({ entry }) => entry),
    issued: page.map(({ issued }) => issued),
  }));
  for (const write of issuing.keepIssuedList(ballot, contents, { size: lines.length, roots })) {
    await dynamo.transact([write]);
  }
  return merkleRoot(roots);
}

/** At least one page, so that an empty list can be told from one that is not there. */
function inPages<T>(list: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.ceil(list.length / size));
  return Array.from({ length: count }, (_, n) => list.slice(n * size, (n + 1) * size));
}
