import { createHash } from 'node:crypto';
import type { AreaCode } from '#shared/area/code';
import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { leafHash, merkleRoot } from '#shared/crypto/merkle';
import type { Id } from '#shared/ids';
import { objectionBasis, objectionWindow } from '#shared/objection/rules';
import { fail, ok, type Result } from '#shared/result';
import { type ListedEntry, NewestRoll, type Publication, type RollPublication } from '#shared/roll/contract';
import { encodeRollList, type ListedPerson, type RollList, rollLeaf } from '#shared/roll/list';
import { consentBasis } from '#shared/roll/occasion';
import * as rules from '#shared/roll/publishing';
import { BY_CONSENT } from '#shared/roll/row';
import { dateOfDay, dayOf, type LegalDate } from '#shared/time';
import { encodeLeaf } from '#shared/transparency/leaf';
import { electionKey, StoredElection } from '../election/items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import { check, equals, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';
import { enterStructure } from '../transparency/document-items';
import { readConsents } from './consent-store';
import * as rolls from './items';
import type { Asked } from '../platform/roll-hash';
import * as items from './publication-items';
import { inEntryOrder, leavesOf, nonceOf, pageAt, pageRoot, pathOf } from './roll-tree';
import { ROLL_DOCUMENT } from './roll-document';
import { readEntries } from './store';

/** More are no groups of a village but a column that was filled by mistake. */
const MOST_GROUPS = 400;
/** Pages of one transaction: 60 of the largest stay below its 4 MB, and with the rest below 100 writes. */
const PAGES_AT_ONCE = 60;
const TRIES = 4;

/** Which version is published, over which publication, by whom. */
interface AskedFor {
  village: AreaCode;
  version: number;
  from: number;
  actor: Id;
}

/**
 * Freezes the roll that stands. Its pages lie there before the one transaction that names them, so a publication that
 * is cut has not happened, and of two at once one has; the last pages are written with it.
 */
export async function publish(
  dynamo: Dynamo,
  asked: AskedFor,
  salt: Uint8Array,
  now: number,
): Promise<Result<Publication>> {
  const place = { village: asked.village, version: asked.version };
  let frozen: Frozen | undefined;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await readBefore(dynamo, asked.village);
    const { election, newest, head } = before;
    const today = dateOfDay(dayOf(now));
    const at = { version: asked.version, from: asked.from, head, today };
    const next = rules.publishRoll(newest?.publication, election?.timetable, at);
    if (!next.ok) return next;
    if ('entries' in next.value) return ok(next.value);
    frozen ??= await freeze(dynamo, place, salt);
    if (frozen.groups.length > MOST_GROUPS) return fail('roll-groups');
    if (!election) return fail('election-unplanned');
    const agreed = await consentedTo(dynamo, frozen.byConsent, election.timetable);
    if (!agreed.ok) return agreed;
    const { publication, writes } = publicationWrites(
      asked,
      next.value,
      frozen,
      { ...before, election },
      now,
    );
    const written = await dynamo.transact([...writes, ...frozen.lastPages]);
    if (written.ok) return ok(publication);
    if (written.failed.some((index) => index >= writes.length)) throw new PageChanged();
  }
  return fail('busy');
}

/** A page of a version that is the head differs from what its roll says: it was never written like that. */
class PageChanged extends Error {
  override name = 'PageChanged';
}

async function readBefore(dynamo: Dynamo, village: AreaCode) {
  const [headItem, newestItem, electionItem] = await dynamo.batchGet([
    { table: 'people', key: rolls.headKey(village) },
    { table: 'people', key: items.publicationKey(village) },
    { table: 'affairs', key: electionKey(village) },
  ]);
  return {
    head: headItem ? rolls.StoredHead.parse(headItem).version : 0,
    newest: newestItem && items.StoredPublication.parse(newestItem),
    election: electionItem && StoredElection.parse(electionItem),
  };
}

/** Whether signed minutes agreed to everybody of the third category: 村组法(2025) 第16条; communities need none. */
async function consentedTo(
  dynamo: Dynamo,
  people: readonly rolls.ShownEntry[],
  { area, body, term, electionDay }: StoredElection['timetable'],
): Promise<Result<void>> {
  if (people.length === 0 || body === '居民委员会') return ok();
  const days = (await readConsents(dynamo, area))(term);
  const without = people.filter(({ agreed }) => agreed === undefined || !days.includes(agreed));
  if (without.length === 0) return ok();
  const names = without.slice(0, NAMED).map(({ name, group }) => `${name}（${group}）`);
  const more = without.length > NAMED ? `等 ${without.length} 人` : '';
  const message = `${consentBasis(body, electionDay)}：${names.join('、')}${more}，没有对得上的会议记录。`;
  return fail('roll-consent', [{ path: 'from', message }]);
}

/** As many as a refusal names. */
const NAMED = 10;

/** A version as it is published: its tree and its list, all pages but the last written. */
interface Frozen {
  salt: Uint8Array;
  entries: number;
  byConsent: rolls.ShownEntry[];
  groups: Publication['groups'];
  roots: Uint8Array[];
  firsts: Uint8Array[];
  lastPages: Write[];
}

async function freeze(dynamo: Dynamo, place: rolls.RollPlace, salt: Uint8Array): Promise<Frozen> {
  const stored = await readEntries(dynamo, place.village, place.version);
  const people = inEntryOrder(
    stored.map(({ entry, name, group }) => ({ entry: bytesOf(entry), name, group })),
  );
  const tree = inPages(people, items.TREE_PAGE);
  const groups = listedGroups(people);
  const pages = [...tree.map((page, n) => treePage(place, n, page)), ...groupPages(place, groups)];
  const kept = Math.floor(Math.max(0, pages.length - 1) / PAGES_AT_ONCE) * PAGES_AT_ONCE;
  if (groups.size <= MOST_GROUPS) {
    for (let at = 0; at < kept; at += PAGES_AT_ONCE) {
      const written = await dynamo.transact(pages.slice(at, at + PAGES_AT_ONCE));
      if (!written.ok) throw new PageChanged();
    }
  }
  return {
    salt,
    entries: people.length,
    byConsent: stored.filter(({ category }) => category === BY_CONSENT),
    groups: [...groups].map(([name, names]) => ({
      name,
      entries: names.length,
      pages: Math.ceil(names.length / items.GROUP_PAGE),
    })),
    roots: tree.map((page) => pageRoot(salt, page)),
    firsts: tree.map(([first]) => first?.entry ?? new Uint8Array(16)),
    lastPages: pages.slice(kept),
  };
}

/** Names by group, both in the order of their characters: phones and prints sort as people do. */
function listedGroups(people: readonly ListedPerson[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const group of [...new Set(people.map((one) => one.group))].sort()) groups.set(group, []);
  for (const { name, group } of people) groups.get(group)?.push(name);
  for (const names of groups.values()) names.sort();
  return groups;
}

function treePage(place: rolls.RollPlace, n: number, people: readonly ListedPerson[]): Write {
  const page = {
    entries: people.map(({ entry }) => entry),
    names: people.map(({ name }) => name),
    groups: people.map(({ group }) => group),
  };
  const said = { ...page, entries: page.entries.map(toBase64url) };
  return items.putPage(items.treePageKey(place, n), page, digestOf(said));
}

function groupPages(place: rolls.RollPlace, groups: ReadonlyMap<string, string[]>): Write[] {
  return [...groups].flatMap(([group, names], g) =>
    inPages(names, items.GROUP_PAGE).map((some, n) => {
      const page = { group, names: some };
      return items.putPage(items.groupPageKey(place, g, n), page, digestOf(page));
    }),
  );
}

function digestOf(page: object): string {
  return createHash('sha256').update(JSON.stringify(page)).digest('base64url');
}

function inPages<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}

/** The one transaction that makes a publication visible: over the head, the timetable and the newest it was decided from. */
function publicationWrites(
  { village, version, actor }: AskedFor,
  { number, firstDay }: rules.PublicationPlace,
  frozen: Frozen,
  { newest, election }: { newest: items.StoredPublication | undefined; election: StoredElection },
  now: number,
): { publication: Publication; writes: Write[] } {
  const { entries, groups, salt, roots, firsts } = frozen;
  const { term } = election.timetable;
  const list: RollList = { area: village, term, version, entries, root: merkleRoot(roots) };
  const before = number > 1 && newest ? bytesOf(newest.publication.leaf) : undefined;
  const leaf = rollLeaf(list, { number, at: now, before });
  const document = encodeRollList(list);
  const publication = {
    ...{ area: village, term, number, version, entries, groups, publishedAt: now, firstDay },
    leaf: toBase64url(leafHash(encodeLeaf(leaf))),
    document: toBase64url(document),
  };
  const revision = (newest?.revision ?? 0) + 1;
  const entity = `ROLLPUBLISHED#${village}`;
  const action = `publish version ${version} as ${term}-${number}`;
  const previous = newest?.auditHash ?? '';
  const { write, auditHash } = audit({ entity, revision, previous, actor, action, at: now });
  return {
    publication,
    writes: [
      items.putPublication(village, { publication, salt, roots, firsts, revision, auditHash }),
      check('people', rolls.headKey(village), equals('version', version)),
      check('affairs', electionKey(village), equals('version', election.version)),
      ...enterStructure(leaf, document),
      ...publishDocuments(village, { [ROLL_DOCUMENT]: NewestRoll.parse(publication) }),
      write,
    ],
  };
}

/**
 * What is published of this term, by when it must be, and when objections are taken: of a roll that is not, as if it
 * were today, so that its sample says what its notice will; fails before the first plan.
 */
export async function readPublication(
  dynamo: Dynamo,
  village: AreaCode,
  today: LegalDate,
): Promise<Result<RollPublication>> {
  const { election, newest } = await readBefore(dynamo, village);
  if (!election) return fail('not-found');
  const { timetable } = election;
  const publication = newest?.publication.term === timetable.term ? newest.publication : undefined;
  const { body, term } = timetable;
  return ok({
    ...{ body, term, cited: objectionBasis(timetable), law: rules.publishingLaw(timetable) },
    window: objectionWindow({ ...timetable, publishedOn: publication?.firstDay ?? today }),
    ...(publication && { publication }),
  });
}

/** Asks whether an entry lies on a page of the tree: its place there. */
function placeOn(page: items.StoredTreePage, entry: Uint8Array): number {
  return page.entries.findIndex((one) => equalBytes(one, entry));
}

/** The published roll, with the own line of the person who is tied to this village. Two calls. */
export async function readPublished(
  dynamo: Dynamo,
  village: AreaCode,
  person: Id,
): Promise<Result<{ publication: Publication; own?: ListedEntry }>> {
  const [tieItem, newestItem] = await dynamo.batchGet([
    { table: 'people', key: rolls.tieKey(person) },
    { table: 'people', key: items.publicationKey(village) },
  ]);
  const tie = tieItem && rolls.StoredTie.parse(tieItem);
  if (tie?.area !== village) return fail('roll-villagers-only');
  if (!newestItem) return fail('roll-unpublished');
  const stored = items.StoredPublication.parse(newestItem);
  const own = await readOwn(dynamo, stored, tie.entry);
  return ok({ publication: stored.publication, ...(own && { own }) });
}

async function readOwn(
  dynamo: Dynamo,
  { publication: { area: village, version }, salt, roots, firsts }: items.StoredPublication,
  id: Id,
): Promise<ListedEntry | undefined> {
  const entry = bytesOf(id);
  const number = pageAt(firsts, entry);
  if (number < 0) return undefined;
  const found = await dynamo.get('people', items.treePageKey({ village, version }, number));
  const page = items.StoredTreePage.parse(found);
  const at = placeOn(page, entry);
  if (at < 0) return undefined;
  const people = page.entries.map((one, i) => ({
    entry: one,
    name: page.names[i] ?? '',
    group: page.groups[i] ?? '',
  }));
  return {
    entry: id,
    nonce: toBase64url(nonceOf(salt, entry)),
    name: page.names[at] ?? '',
    group: page.groups[at] ?? '',
    index: number * items.TREE_PAGE + at,
    path: pathOf(leavesOf(salt, people), at, roots, number).map(toBase64url),
  };
}

/** Names of a group for who is tied to this village. One call. */
export async function readGroup(
  dynamo: Dynamo,
  place: rolls.RollPlace,
  { group, page }: { group: number; page: number },
  person: Id,
): Promise<Result<items.StoredGroupPage>> {
  const [tieItem, newestItem, pageItem] = await dynamo.batchGet([
    { table: 'people', key: rolls.tieKey(person) },
    { table: 'people', key: items.publicationKey(place.village) },
    { table: 'people', key: items.groupPageKey(place, group, page) },
  ]);
  if (!tieItem || rolls.StoredTie.parse(tieItem).area !== place.village) return fail('roll-villagers-only');
  const newest = newestItem && items.StoredPublication.parse(newestItem).publication;
  if (!newest) return fail('roll-unpublished');
  if (newest.version !== place.version) {
    const message = `现在是第 ${newest.number} 次公布（第 ${newest.version} 版）。`;
    return fail('roll-replaced', [{ path: 'version', message }]);
  }
  return pageItem ? ok(items.StoredGroupPage.parse(pageItem)) : fail('not-found');
}

/** Which groups of the published roll hold somebody of this name and last six; the try counts, whatever is found. */
export async function checkEntry(
  dynamo: Dynamo,
  { village, nameHash, triedBy, triedName }: Asked,
  now: number,
): Promise<Result<{ number: number; groups: string[] }>> {
  const newestItem = await dynamo.get('people', items.publicationKey(village));
  if (!newestItem) return fail('roll-unpublished');
  const counted = await dynamo.transact(rolls.countTry(triedBy, triedName, Math.floor(now / rolls.HOUR)));
  if (!counted.ok) return fail('too-many-tries');
  const { number, version } = items.StoredPublication.parse(newestItem).publication;
  const PK = rolls.rollPartition(village, version);
  const found = await dynamo.query('people', { PK, begins: nameHash });
  const groups = found.map((item) => rolls.StoredEntry.parse(item).group);
  return ok({ number, groups: [...new Set(groups)] });
}
