import type { ReactNode } from 'react';
import { readCandidates } from '#shared/candidate/contract';
import { toBase64url } from '#shared/crypto/bytes';
import { readTimetable } from '#shared/election/contract';
import { Id } from '#shared/ids';
import { readNotice } from '#shared/notice/contract';
import type { PublishedNotice } from '#shared/notice/notice';
import { type NewestRoll, newestRoll } from '#shared/roll/contract';
import { termOf } from '#shared/roll/list';
import type { Logged } from '#shared/transparency/logged';
import type { Leaf } from '#shared/transparency/leaf';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { Link } from '../../components/button';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { sayDay } from '../../components/notice-row';
import { AskByPhone, OldCopy } from '../../components/states';
import { go } from '../../platform/navigate';
import { type Reading, useRead } from '../../platform/read';
import { type Gone, GoneNote, useGone } from './gone';

/** What the document itself says of the version that a leaf proves. */
export interface Found {
  title?: string;
  /** What the leaf is of it, where that is not a version. */
  kind?: string;
  /** What became of the version since. */
  notes?: ReactNode;
  /** The way to the version. */
  original?: ReactNode;
}

type Proved = Pick<ProvenLeaf, 'leaf' | 'hash'>;

/**
 * The document of a leaf of kinds 1 to 4 and 14, asked for by its area and id; undefined while it is asked. A leaf proves that
 * a version stood there, never that it still holds: only the document says so. Of the directory, which is signed anew
 * each month, only the newest is to be seen.
 */
export function useDocument({ leaf, hash }: Proved): Found | undefined {
  const { kind, area } = leaf;
  const id = Id.safeParse(toBase64url(leaf.id)).data;
  const isNotice = kind === 'notice' || kind === 'withdrawal';
  const notice = useRead(readNotice, isNotice && id ? { params: { area, id } } : undefined).reading;
  const ofArea = { params: { area } };
  const table = useRead(readTimetable, kind === 'timetable' ? ofArea : undefined).reading;
  const roll = useRead(newestRoll, kind === 'roll' ? ofArea : undefined).reading;
  const list = useRead(readCandidates, kind === 'candidates' ? ofArea : undefined).reading;
  const isLacking = [lacksNotice(leaf, notice), lacksVersion(leaf, table), lacksVersion(leaf, list)];
  const gone = useGone(hash, isLacking.includes(true));
  if (!gone) return undefined;
  if (isNotice && id) {
    const version = kind === 'notice' ? leaf.version : undefined;
    const original = linkTo('看这份公告', () => go('notice/detail/index', { area, id, version }));
    return told(notice, '公告', { leaf, gone, original }, (value) => noticeNow({ leaf, hash }, value));
  }
  if (kind === 'timetable') {
    const original = linkTo('看时间表', () => go('election/one-village/index', { area }));
    return told(table, '时间表', { leaf, gone, original }, (value) =>
      onlyNow({ leaf, hash }, '时间表', value),
    );
  }
  if (kind === 'candidates') {
    const original = linkTo('看候选人名单', () => go('candidate/list/index', { area }));
    return told(list, '名单', { leaf, gone, original }, (value) => onlyNow({ leaf, hash }, '名单', value));
  }
  if (kind === 'roll') {
    const original = linkTo('看公布的名单', () => go('roll/published/index', { area }));
    return told(roll, '名单', { leaf, gone, original }, (value) => rollNow({ leaf, hash }, value));
  }
  if (kind === 'directory') {
    return { original: linkTo('看现在的名录', () => go('transparency/offices/index')) };
  }
  return {};
}

function linkTo(words: string, open: () => void): ReactNode {
  return (
    <Link end="right" onTap={open}>
      {words}
    </Link>
  );
}

/** Whether a notice answers, and this version of it is not there. An erased one says so itself. */
function lacksNotice({ kind, version }: Leaf, reading: Reading<PublishedNotice>): boolean {
  if (reading.kind === 'failed') return reading.problem.code === 'not-found';
  if (reading.kind === 'loading' || kind === 'withdrawal' || reading.value.state === 'erased') return false;
  return !reading.value.versions.some((one) => one.version === version);
}

/** Whether what an area has one of answers, and is not this version. */
function lacksVersion({ version }: Leaf, reading: Reading<{ version: number }>): boolean {
  if (reading.kind === 'failed') return reading.problem.code === 'not-found';
  return reading.kind === 'ready' && reading.value.version !== version;
}

function told<T>(
  reading: Reading<T>,
  what: string,
  { leaf: { version }, gone, original }: { leaf: Leaf; gone: Gone; original: ReactNode },
  now: (value: T) => Found,
): Found | undefined {
  if (reading.kind === 'loading') return undefined;
  const lack = <GoneNote version={version} gone={gone} />;
  if (reading.kind === 'failed') {
    if (gone.kind !== 'unknown') return { notes: lack };
    return { original, notes: <Note icon="file" tone="off" title={`${what}没打开，后来改没改过还不知道`} /> };
  }
  const { notes, ...found } = now(reading.value);
  const old = reading.copyFrom === undefined ? null : <OldCopy from={reading.copyFrom} />;
  return {
    original,
    ...found,
    notes: (
      <>
        {old}
        {lack}
        {notes}
      </>
    ),
  };
}

/** What a notice says of one of its versions, or of its own end. */
function noticeNow({ leaf, hash }: Proved, notice: PublishedNotice): Found {
  const { area, id, title, state, versions } = notice;
  if (leaf.kind === 'withdrawal') {
    // An erased notice keeps the leaf of the withdrawal before it, but no page of it.
    const isErasure = state === 'erased' && notice.ending?.leaf === toBase64url(hash);
    return { title, kind: isErasure ? '删除记录' : '撤回记录', notes: <Ended notice={notice} /> };
  }
  if (state === 'erased') return { title, notes: <Ended notice={notice} /> };
  const own = versions.find(({ version }) => version === leaf.version);
  const next = versions.find(({ version }) => version === leaf.version + 1);
  return {
    title,
    notes: (
      <>
        <Ended notice={notice} />
        {own && own.logged.leaf !== toBase64url(hash) ? <Disowned what="公告" /> : null}
        {own ? null : <Note icon="file" tone="off" title={`公布的公告现在只到第 ${notice.version} 版`} />}
        {next ? (
          <Note icon="warn" tone="due" title={`这是第 ${leaf.version} 版，${sayDay(next.publishedAt)}更正过`}>
            <Box>{`更正原因：${next.reason ?? '没有写'}`}</Box>
            {linkTo(`看现在的第 ${notice.version} 版`, () => go('notice/detail/index', { area, id }))}
          </Note>
        ) : null}
      </>
    ),
  };
}

function Ended({ notice: { state, changedAt, reason = '没有写' } }: { notice: PublishedNotice }): ReactNode {
  if (state === 'published') return null;
  return state === 'erased' ? (
    <Note icon="bad" tone="red" title={`这份公告的内容${sayDay(changedAt)}依法删除了`}>
      {`删除原因：${reason}`}
    </Note>
  ) : (
    <Note icon="bad" tone="red" title={`这份公告${sayDay(changedAt)}撤回了`}>
      {`撤回原因：${reason}`}
    </Note>
  );
}

/** What an area has one of says of its versions: it shows the newest alone. */
function onlyNow(
  { leaf, hash }: Proved,
  what: string,
  { version, logged }: { version: number; logged: Logged },
): Found {
  if (version > leaf.version) {
    const title = `这是第 ${leaf.version} 版，后来改过，现在是第 ${version} 版`;
    return { notes: <Note icon="warn" tone="due" title={title} /> };
  }
  return version === leaf.version && logged.leaf !== toBase64url(hash)
    ? { notes: <Disowned what={what} /> }
    : {};
}

/** A published roll is replaced by its corrections: a proof of an older one holds, and proves no more than that it stood. */
function rollNow(
  { leaf, hash }: Proved,
  { term, number, version, publishedAt, leaf: newest }: NewestRoll,
): Found {
  if (term !== termOf(leaf)) return {};
  if (number > leaf.version) {
    return {
      notes: (
        <Note
          icon="warn"
          tone="due"
          title={`这是第 ${leaf.version} 次公布的名单，已由第 ${number} 次公布替换`}
        >
          {`${sayDay(publishedAt)}补正，现在是名单第 ${version} 版。旧的证明没有错，只是不再作数；本人的一条，请看新的一版。`}
        </Note>
      ),
    };
  }
  return number === leaf.version && newest !== toBase64url(hash) ? { notes: <Disowned what="名单" /> } : {};
}

/** The log holds it and the document's own page does not name it. */
function Disowned({ what }: { what: string }): ReactNode {
  return (
    <Note icon="warn" tone="due" title={`现在的${what}里没有这一版`}>
      <Box>公开日志里有，公布的页面上却不是这一份。请打电话问清楚。</Box>
      <AskByPhone lead="问村民选举委员会" />
    </Note>
  );
}
