/** What may happen to a notice, and when: one function for each arrow of docs/states/notice.md. */
import { fail, ok, type Result } from '../result';
import { loggedAs } from '../transparency/content';
import { erasureContent, nextLink, versionContent, withdrawalContent } from './logged';
import type { LoggedVersion, NoticeState, NoticeText, NoticeVersion, OfficeNotice } from './notice';

/** From which states each command may start: the rules refuse by it, and the store makes it the condition. */
export const FROM = {
  edit: ['draft'],
  schedule: ['draft', 'scheduled'],
  unschedule: ['scheduled'],
  publish: ['draft', 'scheduled'],
  correct: ['published'],
  withdraw: ['published'],
  erase: ['published', 'withdrawn'],
  discard: ['draft'],
} as const satisfies Record<string, readonly NoticeState['kind'][]>;
export type NoticeCommand = keyof typeof FROM;

/** How far ahead a publication may be set, in seconds: a year. */
const FURTHEST = 366 * 86_400;

/** How many versions a notice may have: they are all erased in one transaction. */
export const MOST_VERSIONS = 29;

type In<K extends NoticeState['kind']> = OfficeNotice & { state: Extract<NoticeState, { kind: K }> };

/** Whether a notice stands in one of these states. */
export function standsIn<K extends NoticeState['kind']>(
  notice: OfficeNotice,
  kinds: readonly K[],
): notice is In<K> {
  return kinds.some((kind) => kind === notice.state.kind);
}

/** Whether people have seen the notice: it is in the public list from then on. */
export function isPublic(notice: OfficeNotice): notice is In<'published' | 'withdrawn' | 'erased'> {
  return standsIn(notice, ['published', 'withdrawn', 'erased']);
}

// (nothing) → draft
export function draft(place: Pick<OfficeNotice, 'id' | 'area'>, text: NoticeText, now: number): OfficeNotice {
  const { id, area } = place;
  return { id, area, text, state: { kind: 'draft' }, version: 1, revision: 1, createdAt: now, versions: [] };
}

// draft → draft
export function edit(notice: OfficeNotice, text: NoticeText): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.edit)) return fail('notice-elsewhere');
  return ok(next(notice, { text }));
}

// draft | scheduled → scheduled
export function schedule(notice: OfficeNotice, publishAt: number, now: number): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.schedule)) return fail('notice-elsewhere');
  if (publishAt <= now || publishAt > now + FURTHEST) return fail('notice-time');
  return ok(next(notice, { state: { kind: 'scheduled', publishAt } }));
}

// scheduled → draft
export function unschedule(notice: OfficeNotice): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.unschedule)) return fail('notice-elsewhere');
  return ok(next(notice, { state: { kind: 'draft' } }));
}

// draft | scheduled → published; `nonce` is 16 random bytes, here and below
export function publish(notice: OfficeNotice, now: number, nonce: Uint8Array): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.publish)) return fail('notice-elsewhere');
  const state = { kind: 'published', publishedAt: now, changedAt: now } as const;
  return ok(
    next(notice, {
      state,
      versions: [withPlace(notice, notice.text, { version: 1, publishedAt: now }, nonce)],
    }),
  );
}

// published → published, as the next version
export function correct(
  notice: OfficeNotice,
  text: NoticeText,
  reason: string,
  now: number,
  nonce: Uint8Array,
): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.correct)) return fail('notice-elsewhere');
  if (notice.version >= MOST_VERSIONS) return fail('notice-full');
  const version = notice.version + 1;
  const changed = withPlace(notice, text, { version, publishedAt: now, reason }, nonce);
  const state = { ...notice.state, changedAt: now, reason };
  return ok(next(notice, { state, text, version, versions: [...notice.versions, changed] }));
}

// published → withdrawn
export function withdraw(
  notice: OfficeNotice,
  reason: string,
  now: number,
  nonce: Uint8Array,
): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.withdraw)) return fail('notice-elsewhere');
  const withdrawal = { withdrawnAt: now, reason };
  const { publishedAt } = notice.state;
  const { version, before } = nextLink(notice);
  const entered = { ...withdrawalContent(notice, notice.version, withdrawal), version };
  const logged = loggedAs(entered, { at: now, before }, nonce);
  return ok(next(notice, { state: { kind: 'withdrawn', publishedAt, ...withdrawal, logged } }));
}

/** What stands in place of words that were erased. */
const ERASED = { title: '内容已依法删除', html: '<p>这份公告的内容已依法删除。</p>', attachments: [] };
/** The nonce goes with the words: with it somebody could try out what they were. */
const NO_NONCE = 'A'.repeat(22);

// published | withdrawn → erased: unlawful or personal text goes, and that something stood there stays
export function erase(
  notice: OfficeNotice,
  reason: string,
  now: number,
  nonce: Uint8Array,
): Result<OfficeNotice> {
  if (!standsIn(notice, FROM.erase)) return fail('notice-elsewhere');
  const { publishedAt } = notice.state;
  const { issuer, stage } = notice.text;
  const versions = notice.versions.map(({ version, publishedAt: at, logged: { leaf } }) => ({
    version,
    publishedAt: at,
    logged: { leaf, nonce: NO_NONCE },
  }));
  const erasure = { erasedAt: now, reason };
  const { version: link, before } = nextLink(notice);
  const entered = { ...erasureContent(notice, notice.version, erasure), version: link };
  const logged = loggedAs(entered, { at: now, before }, nonce);
  const state = { kind: 'erased', publishedAt, ...erasure, logged } as const;
  return ok(next(notice, { state, versions, text: { ...ERASED, issuer, stage } }));
}

// draft → (nothing)
export function discard(notice: OfficeNotice): Result<OfficeNotice> {
  return standsIn(notice, FROM.discard) ? ok(next(notice, {})) : fail('notice-elsewhere');
}

/** The version with its place in the log, behind the one before. */
function withPlace(
  notice: OfficeNotice,
  text: NoticeText,
  version: NoticeVersion,
  nonce: Uint8Array,
): LoggedVersion {
  const place = { at: version.publishedAt, before: nextLink(notice).before };
  return { ...version, logged: loggedAs(versionContent(notice, text, version), place, nonce) };
}

function next(notice: OfficeNotice, change: Partial<OfficeNotice>): OfficeNotice {
  return { ...notice, ...change, revision: notice.revision + 1 };
}
