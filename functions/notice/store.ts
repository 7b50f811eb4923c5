import { createHash } from 'node:crypto';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import {
  NoticePage,
  type NoticeLine,
  type NoticeText,
  type OfficeNotice,
  type OfficeNoticeLine,
} from '#shared/notice/notice';
import * as rules from '#shared/notice/rules';
import { erasureContent, nextLink, versionContent, withdrawalContent } from '#shared/notice/logged';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import {
  documentKey,
  noticeDocument,
  publishDocuments,
  putDocuments,
  replaceDocument,
  storedValue,
} from '../platform/prepared';
import { enterDocument, eraseDocument } from '../transparency/document-items';
import * as documents from './documents';
import * as items from './items';
import { emptyPage, frozenPages, pageOf, withChanged, withPublished } from './pages';

/** Where a notice lies. */
export interface NoticePlace {
  area: AreaCode;
  id: Id;
}

/** A notice with what its next change is conditional on and the list page that a change rewrites. */
interface FoundNotice {
  notice: OfficeNotice;
  head: items.StoredHead;
  list: items.StoredList;
  page: NoticePage;
  /** The page's document: reading two items is not reading them at once, so its rewriting is conditional on it too. */
  pageItem: Record<string, unknown> | undefined;
}

/** Who changes a notice, by which command, and when in seconds. */
export interface Act {
  command: rules.NoticeCommand;
  actor: string;
  now: number;
  /** The hash of the request; a schedule has none. */
  request?: string;
}

/** A notice, or undefined. One call; two for a corrected one or one on a frozen page. */
async function findNotice(dynamo: Dynamo, { area, id }: NoticePlace): Promise<FoundNotice | undefined> {
  const pageKey = (name: string) => ({ table: 'public', key: documentKey({ area, name }) }) as const;
  const sourceKey = (version: number) =>
    ({ table: 'affairs', key: items.sourceKey(area, id, version) }) as const;
  const [headItem, listItem, ...first] = await dynamo.batchGet([
    { table: 'affairs', key: items.headKey(area, id) },
    { table: 'affairs', key: items.listKey(area) },
    sourceKey(1),
    pageKey(documents.NEWEST_PAGE),
  ]);
  if (!headItem) return undefined;
  const head = items.StoredHead.parse(headItem);
  const list = listItem ? items.StoredList.parse(listItem) : { published: 0, revision: 0 };
  const at = pageOf(head.ordinal ?? list.published + 1, list.published);
  const isFrozen = head.ordinal !== undefined && at <= frozenPages(list.published);
  const [source, page] =
    head.version === 1 && !isFrozen
      ? first
      : await dynamo.batchGet([
          sourceKey(head.version),
          pageKey(isFrozen ? documents.pageDocument(at) : documents.NEWEST_PAGE),
        ]);
  const { text } = items.StoredSource.parse(source);
  const held = list.published === 0 ? emptyPage(area) : NoticePage.parse(storedValue(page));
  return { notice: noticeOf(head, text), head, list, page: held, pageItem: page };
}

function noticeOf(head: items.StoredHead, text: NoticeText): OfficeNotice {
  const { id, area, state, version, revision, createdAt, versions } = head;
  return { id, area, text, state, version, revision, createdAt, versions };
}

/** A notice in any state. */
export async function readNotice(dynamo: Dynamo, place: NoticePlace): Promise<Result<OfficeNotice>> {
  const found = await findNotice(dynamo, place);
  return found ? ok(found.notice) : fail('not-found');
}

const LINES_AT_ONCE = 50;

/** Lines of an area's notices, newest draft first. */
export async function readLines(
  dynamo: Dynamo,
  area: AreaCode,
  after: string | undefined,
): Promise<{ notices: OfficeNoticeLine[]; next?: string | undefined }> {
  const range = { ...items.lineRange(area, after), limit: LINES_AT_ONCE };
  const found = await dynamo.query('affairs', range);
  const notices = found.map((item) => items.StoredLine.parse(item));
  const last = notices.length === LINES_AT_ONCE ? notices.at(-1) : undefined;
  return { notices, next: last && items.cursorAfter(last) };
}

/** Starts a draft; the same draft again is answered with what became of the first. */
export async function createDraft(
  dynamo: Dynamo,
  notice: OfficeNotice,
  actor: string,
): Promise<Result<OfficeNotice>> {
  const draftHash = createHash('sha256').update(JSON.stringify(notice.text)).digest('base64url');
  const event = audited(notice, '', { command: 'draft', actor, now: notice.createdAt });
  const line = documents.officeLine(notice);
  const head = { ...line, versions: [], files: [], draftHash, auditHash: event.auditHash };
  const written = await dynamo.transact([...items.createNotice(head, line, notice.text), event.write]);
  if (written.ok) return ok(notice);
  const first = await findNotice(dynamo, notice);
  return first?.head.draftHash === draftHash ? ok(first.notice) : fail('conflict');
}

/** A rule applied to the notice as it was read, and to the hashes of the files that its versions have had. */
export type Decide = (
  notice: OfficeNotice,
  files: readonly string[],
) => Result<OfficeNotice> | Promise<Result<OfficeNotice>>;

const TRIES = 6;

/**
 * Reads a notice, decides on what was read, and writes the decision with its documents, or nothing. What moved in
 * between, the notice or the area's list, is no reason to refuse: it is read and decided again. The request that
 * wrote what stands is answered with it.
 */
export async function change(
  dynamo: Dynamo,
  county: AreaCode,
  place: NoticePlace,
  act: Act,
  decide: Decide,
): Promise<Result<OfficeNotice>> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const found = await findNotice(dynamo, place);
    if (!found) return fail('not-found');
    if (act.request !== undefined && found.head.request === act.request) return ok(found.notice);
    const after = await decide(found.notice, found.head.files);
    if (!after.ok) return after;
    const written = await dynamo.transact(changeWrites(county, found, after.value, act));
    if (written.ok) return after;
  }
  return fail('busy');
}

function changeWrites(county: AreaCode, found: FoundNotice, after: OfficeNotice, act: Act): Write[] {
  const { notice: before, head, list } = found;
  const event = audited(after, head.auditHash, act);
  if (act.command === 'discard')
    return [...items.removeDraft(before, documents.officeLine(before)), event.write];
  const line = documents.officeLine(after);
  const shown = documents.publicLine(after);
  const ordinal = head.ordinal ?? (shown ? list.published + 1 : undefined);
  const files = shown
    ? [...new Set([...head.files, ...after.text.attachments.map(({ sha256 }) => sha256)])]
    : [];
  const kept = {
    // The hash of the first text would let somebody try out what was erased.
    draftHash: act.command === 'erase' ? '' : head.draftHash,
    auditHash: event.auditHash,
    ordinal,
    files,
    request: act.request,
  };
  return [
    ...items.changeNotice(
      act.command,
      before,
      { ...line, versions: after.versions, ...kept },
      line,
      after.text,
    ),
    event.write,
    ...items.moveDue(county, before, after),
    ...(act.command === 'erase' ? erasure(before, after) : []),
    ...(shown ? publication(found, after, shown) : []),
    ...entering(before, after),
  ];
}

/** Every word that people could read, and what the log's leaves could be tried out with: gone in one transaction. */
function erasure(before: OfficeNotice, after: OfficeNotice): Write[] {
  const line = documents.publicLine(after);
  if (!line) return [];
  const { area, id } = after;
  const leaves = before.versions.map(({ logged }) => logged.leaf);
  const withdrawal = before.state.kind === 'withdrawn' ? [before.state.logged.leaf] : [];
  const versions: Record<string, unknown> = {};
  for (const { version } of after.versions) {
    versions[documents.versionDocument(id, version)] = documents.publishedNotice({ ...line, version }, after);
  }
  return [
    ...items.removeOlderTexts(after),
    ...putDocuments(area, versions),
    ...[...leaves, ...withdrawal].map(eraseDocument),
  ];
}

/** What the change enters into the public log: a new version, the withdrawal, or the erasure. */
function entering(was: OfficeNotice, after: OfficeNotice): Write[] {
  const { version, before } = nextLink(was);
  const { state } = after;
  if (state.kind === 'withdrawn') {
    const content = { ...withdrawalContent(after, after.version, state), version };
    return enterDocument(content, { at: state.withdrawnAt, before }, state.logged);
  }
  if (state.kind === 'erased') {
    const content = { ...erasureContent(after, after.version, state), version };
    return enterDocument(content, { at: state.erasedAt, before }, state.logged);
  }
  const last = after.versions.at(-1);
  if (!last) return [];
  return enterDocument(
    versionContent(after, after.text, last),
    { at: last.publishedAt, before },
    last.logged,
  );
}

/** The public side: the notice, its version when it is a new one, and at most two list pages. */
function publication(found: FoundNotice, after: OfficeNotice, line: NoticeLine): Write[] {
  const { notice: before, list } = found;
  const isFirst = !rules.isPublic(before);
  const isNewVersion = isFirst || after.version > before.version;
  const document = documents.publishedNotice(line, after);
  return [
    items.putList(after.area, list.published + (isFirst ? 1 : 0), list.revision),
    ...publishDocuments(after.area, {
      [noticeDocument(after.id)]: document,
      ...(isNewVersion && { [documents.versionDocument(after.id, after.version)]: document }),
    }),
    ...(isFirst ? published(found, line) : changed(found, line)),
  ];
}

function published({ notice: { area }, page, pageItem }: FoundNotice, line: NoticeLine): Write[] {
  const { newest, frozen } = withPublished(page, line);
  const name = frozen && documents.pageDocument(frozen.page);
  return [
    replaceDocument({ area, name: documents.NEWEST_PAGE }, newest, pageItem),
    ...(name ? [replaceDocument({ area, name }, frozen, undefined)] : []),
  ];
}

function changed({ notice: { area }, page, pageItem, list }: FoundNotice, line: NoticeLine): Write[] {
  const isFrozen = page.page <= frozenPages(list.published);
  const name = isFrozen ? documents.pageDocument(page.page) : documents.NEWEST_PAGE;
  return [replaceDocument({ area, name }, withChanged(page, line), pageItem)];
}

function audited(
  after: OfficeNotice,
  previous: string,
  { command, actor, now }: Omit<Act, 'command'> & { command: string },
): ReturnType<typeof audit> {
  const { id, revision } = after;
  return audit({ entity: `NOTICE#${id}`, revision, previous, actor, action: command, at: now });
}
