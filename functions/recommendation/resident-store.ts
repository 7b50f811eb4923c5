import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Issued } from '#shared/recommendation/board';
import { POSITION_CODES, type Position } from '#shared/recommendation/position';
import type { BallotName } from '#shared/recommendation/round';
import { fail, ok, type Result } from '#shared/result';
import type { Dynamo } from '../platform/dynamo';
import { headKey, type RollPlace, StoredHead, StoredTie, tieKey } from '../roll/items';
import type { IssuedLine } from './issued-list';
import * as items from './issuing-items';

/** Who asks, as the roll knows them, and the key that would sign for them. */
export interface Asking {
  entry: Id | undefined;
  issuer: { area: string; closes: number; sealed: Uint8Array } | undefined;
  /** The version of the village's roll that stands. */
  version: number;
}

/** The person's entry on the village's roll; undefined when they are not tied to one. */
export async function findEntry(dynamo: Dynamo, person: Id, area: AreaCode): Promise<Id | undefined> {
  return entryIn(area, await dynamo.get('people', tieKey(person)));
}

function entryIn(area: AreaCode, item: Record<string, unknown> | undefined): Id | undefined {
  const tie = item && StoredTie.parse(item);
  return tie?.area === area ? tie.entry : undefined;
}

/** The person's entry, the issuing key of a position and the roll's version, in one call. */
export async function readAsking(
  dynamo: Dynamo,
  person: Id,
  area: AreaCode,
  ballot: BallotName,
): Promise<Asking> {
  const [tie, issuer, head] = await dynamo.batchGet([
    { table: 'people', key: tieKey(person) },
    { table: 'people', key: items.issuerKey(ballot) },
    { table: 'people', key: headKey(area) },
  ]);
  return {
    entry: entryIn(area, tie),
    issuer: issuer && items.StoredIssuer.parse(issuer),
    version: head ? StoredHead.parse(head).version : 0,
  };
}

/** Sets the flag of a person on the roll with the blinded bytes that were signed: one conditional write, no time. */
export async function issueToPhone(
  dynamo: Dynamo,
  ballot: BallotName,
  roll: RollPlace,
  entry: Id,
  blinded: Uint8Array,
): Promise<Result<void>> {
  const written = await dynamo.transact(items.issue(ballot, roll, entry, { by: 'phone', blinded }));
  if (written.ok) return ok(undefined);
  if (written.failed.includes(0)) return fail('round-closed');
  if (!written.failed.includes(1))
    return fail(written.failed.includes(items.NOT_ON_ROLL) ? 'roll-dropped' : 'busy');
  const flag = items.StoredIssued.parse(await dynamo.get('people', items.issuedKey(ballot, entry)));
  return fail(flag.by === 'paper' ? 'already-on-paper' : 'token-taken');
}

/** The person's flag in every position that the round has. */
export async function readFlags(
  dynamo: Dynamo,
  round: Id,
  entry: Id,
): Promise<{ position: Position; issued: Issued }[]> {
  const found = await dynamo.batchGet(
    POSITION_CODES.flatMap((position) => [
      { table: 'people' as const, key: items.issuerKey({ round, position }) },
      { table: 'people' as const, key: items.issuedKey({ round, position }, entry) },
    ]),
  );
  return POSITION_CODES.flatMap((position, i) => {
    const [issuer, flag] = [found[2 * i], found[2 * i + 1]];
    if (!issuer) return [];
    return [{ position, issued: flag ? items.StoredIssued.parse(flag).by : 'no' }];
  });
}

/** A person's line of the issued list of a closed position, with what its proof is made of. */
export interface OwnLine {
  /** In the whole list, and on its page. */
  index: number;
  at: number;
  page: readonly IssuedLine[];
  /** Roots of all pages, and how many lines they hold together. */
  pageNumber: number;
  roots: readonly Uint8Array[];
  size: number;
}

/** A person's own line; undefined before the closing, and for who is not in it. Two calls. */
export async function readOwnLine(
  dynamo: Dynamo,
  ballot: BallotName,
  entry: Id,
): Promise<OwnLine | undefined> {
  const [roots, places] = await dynamo.batchGet([
    { table: 'people', key: items.issuedRootsKey(ballot) },
    { table: 'people', key: items.issuedPlacesKey(ballot, entry) },
  ]);
  if (!roots || !places) return undefined;
  const known = items.StoredIssuedPlaces.parse(places);
  const index = known.at[known.entries.indexOf(entry)];
  if (index === undefined) return undefined;
  const pageNumber = Math.floor(index / items.ISSUED_PAGE);
  const found = await dynamo.get('people', items.issuedPageKey(ballot, pageNumber));
  const { entries, issued } = items.StoredIssuedPage.parse(found);
  const page = entries.map((one, i) => ({ entry: one, issued: issued[i] ?? ('no' as const) }));
  return { index, at: index % items.ISSUED_PAGE, page, pageNumber, ...items.StoredIssuedRoots.parse(roots) };
}
