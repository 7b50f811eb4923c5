import { type ReactNode, useEffect } from 'react';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { readNotice, readNoticeVersion } from '#shared/notice/contract';
import { type Attachment, type LoggedVersion, type PublishedNotice, STAGES } from '#shared/notice/notice';
import { erasureContent, versionContent, withdrawalContent } from '#shared/notice/logged';
import { sayMoment, wallClock } from '#shared/time';
import type { Shown } from '#shared/transparency/log-content';
import { Link } from '../../components/button';
import { classes } from '../../components/element';
import { Sheet } from '../../components/head';
import { Box, Heading, Rich } from '../../components/native';
import { Note } from '../../components/note';
import { sayDay } from '../../components/notice-row';
import { Page } from '../../components/page';
import { ProofLine } from '../../components/proof-line';
import { Pill, Pills } from '../../components/pill';
import { Row } from '../../components/row';
import { AskByPhone, Empty, Failed, Read } from '../../components/states';
import { attachmentUrl } from '../../platform/attachment';
import { useTrust } from '../../platform/county';
import { openFile } from '../../platform/device';
import { go, replace, useParams } from '../../platform/navigate';
import { online } from '../../platform/network';
import { readHereAt, useRead } from '../../platform/read';
import { problemOf } from '../../platform/request';
import { markSeen } from '../../platform/seen';
import { useShareCard } from '../../platform/share-card';
import { useStore } from '../../platform/store';
import { blocksOf, endsSigned, wordsOf } from './blocks';
import { Toolbar, useReading } from './toolbar';

const KINDS = {
  'application/pdf': 'PDF',
  'image/jpeg': '图片',
  'image/png': '图片',
  'audio/mpeg': '录音',
  'audio/mp4': '录音',
} as const satisfies Record<Attachment['type'], string>;

function sizeOf(bytes: number): string {
  return bytes >= 1 << 20
    ? `${(bytes / (1 << 20)).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

function Attachments({ notice }: { notice: PublishedNotice }): ReactNode {
  const trust = useTrust();
  const isOnline = useStore(online);
  return notice.attachments.map((file) => (
    <Row
      key={file.sha256}
      icon={file.type.startsWith('audio/') ? 'hear' : file.type.startsWith('image/') ? 'photo' : 'file'}
      name={file.name.replace(/\.\w+$/, '')}
      news={isOnline ? `${KINDS[file.type]}，${sizeOf(file.size)}` : '没有网，先打不开。有网再点'}
      end="save"
      onTap={() => {
        if (trust && isOnline)
          openFile(attachmentUrl(trust, { ...file, area: notice.area, id: notice.id }), file.name);
      }}
    />
  ));
}

function Versions({ notice }: { notice: PublishedNotice }): ReactNode {
  const others = notice.versions.filter((one) => one.version !== notice.version);
  // Back leads from an older version to the one that stands; among older ones they take each other's place.
  const show = notice.version === notice.versions.length ? go : replace;
  return others.map((one) => (
    <Row
      key={one.version}
      icon="pen"
      name={`第 ${one.version} 版${one.version < notice.version ? '，还能看' : ''}`}
      news={`${sayDay(one.publishedAt)}发布${one.reason ? `，${one.reason}` : ''}`}
      onTap={() => show('notice/detail/index', { area: notice.area, id: notice.id, version: one.version })}
    />
  ));
}

/** The version that is shown, by what its proof commits to. */
function shownVersion({ version, versions, publishedAt }: PublishedNotice): {
  publishedAt: number;
  reason?: string | undefined;
} {
  return versions.find((one) => one.version === version) ?? { publishedAt };
}

/** Withdrawn, corrected, or an old version: said before the first word of the text. */
function Standing({ notice }: { notice: PublishedNotice }): ReactNode {
  const newest = Math.max(...notice.versions.map((one) => one.version), notice.version);
  const open = (): void => replace('notice/detail/index', { area: notice.area, id: notice.id });
  if (notice.state === 'erased') {
    return (
      <Note icon="bad" tone="red" title={`这份公告的内容${sayDay(notice.changedAt)}依法删除了`}>
        <Box>{`删除原因：${notice.reason ?? '没有写'}`}</Box>
        <Box>曾经公布过什么时候的哪一版，公开日志里的凭据还在。</Box>
      </Note>
    );
  }
  if (notice.state === 'withdrawn') {
    return (
      <Note icon="bad" tone="red" title={`这份公告${sayDay(notice.changedAt)}撤回了`}>
        <Box>{`撤回原因：${notice.reason ?? '没有写'}`}</Box>
        <Box>原文留在下面，供大家查对。</Box>
      </Note>
    );
  }
  if (notice.version < newest) {
    return (
      <Note icon="warn" tone="due" title={`这是第 ${notice.version} 版，后来改过`}>
        <Link end="right" onTap={open}>
          {`看现在的第 ${newest} 版`}
        </Link>
      </Note>
    );
  }
  if (notice.version === 1) return null;
  // In the version's own words: its proof commits to them, and to nothing else the document says.
  const { publishedAt, reason } = shownVersion(notice);
  return (
    <Note icon="pen" tone="due" title={`第 ${notice.version} 版，${sayDay(publishedAt)}改过`}>
      {reason ?? null}
    </Note>
  );
}

function signedOn(seconds: number): string {
  const { year, month, day } = wallClock(seconds);
  return `${year}年${month}月${day}日`;
}

function Article({
  notice,
  at,
  blocks,
}: {
  notice: PublishedNotice;
  at: number;
  blocks: readonly string[];
}): ReactNode {
  const number = notice.number === undefined ? '' : `　第${notice.number}号`;
  // Offices often end their text with their own name and the day.
  const signs = endsSigned(blocks, notice.issuer) ? blocks.length - 2 : blocks.length;
  const signed = blocks.slice(-2).some((block) => wordsOf(block).includes(notice.issuer));
  return (
    <Box role="article" className="sheet art under">
      <Box className="art-no">{`${notice.issuer}${number}`}</Box>
      <Heading level={1} className="t1 mt8">
        {notice.title}
      </Heading>
      <Box className="mt12">
        <Pills>
          <Pill icon="flow">{STAGES[notice.stage - 1] ?? ''}</Pill>
          {notice.state !== 'published' ? (
            <Pill icon="bad" tone="red">
              {notice.state === 'withdrawn' ? '已撤回' : '已删除'}
            </Pill>
          ) : null}
        </Pills>
      </Box>
      <Box className="rich">
        {blocks.map((block, i) => (
          // Blocks never move: their place is their identity.
          <Rich
            key={`block-${i + 1}`}
            html={block}
            className={classes(i === at - 1 && 'reading', i >= signs && 'signs')}
          />
        ))}
      </Box>
      {signed ? null : (
        <Box className="sign">
          <Box>{notice.issuer}</Box>
          <Box>{signedOn(shownVersion(notice).publishedAt)}</Box>
        </Box>
      )}
    </Box>
  );
}

function Notice({ notice }: { notice: PublishedNotice }): ReactNode {
  const blocks = blocksOf(notice.html);
  const { at, toggle } = useReading([`${notice.issuer}。${notice.title}`, ...blocks.map(wordsOf)]);
  useShareCard(notice.title, `/notice/detail/index?area=${notice.area}&id=${notice.id}`);
  useEffect(() => {
    if (notice.version === Math.max(...notice.versions.map((one) => one.version), 1)) markSeen(notice);
  }, [notice]);
  const rest = notice.attachments.length > 0 || notice.versions.length > 1;
  return (
    <>
      {notice.state === 'erased' ? null : (
        <Toolbar title={notice.title} reading={at >= 0} onListen={toggle} />
      )}
      <Standing notice={notice} />
      <Article notice={notice} at={at} blocks={blocks} />
      {rest ? (
        <Sheet>
          <Attachments notice={notice} />
          <Box className="no-print">
            <Versions notice={notice} />
          </Box>
        </Sheet>
      ) : null}
      <Box className="pad tl mute">{publishedWords(notice)}</Box>
      <Proof notice={notice} />
    </>
  );
}

/** Since when people could read this version. */
function publishedWords(notice: PublishedNotice): string {
  const published = sayMoment(shownVersion(notice).publishedAt);
  return notice.version > 1 ? `${published} 发布第 ${notice.version} 版` : `${published} 发布`;
}

function shownOf(notice: PublishedNotice, version: LoggedVersion): Shown {
  const { content, known, kind, area, id, version: of } = versionContent(notice, notice, version);
  return notice.state === 'erased'
    ? { kind, area, id, version: of, isErased: true }
    : { kind, area, content, known, nonce: version.logged.nonce };
}

function endingOf({ reason = '', changedAt: at, ...notice }: PublishedNotice) {
  const last = notice.versions.length;
  return notice.state === 'erased'
    ? erasureContent(notice, last, { erasedAt: at, reason })
    : withdrawalContent(notice, last, { withdrawnAt: at, reason });
}

/** What the log says of the version that is shown, and of its withdrawal or erasure. */
function Proof({ notice }: { notice: PublishedNotice }): ReactNode {
  const version = notice.versions.find((one) => one.version === notice.version);
  const { ending } = notice;
  if (!version) return null;
  return (
    <>
      <ProofLine
        what="公告"
        leaf={version.logged.leaf}
        shown={() => shownOf(notice, version)}
        since={version.publishedAt}
      />
      {ending ? (
        <ProofLine
          what="公告"
          part={notice.state === 'erased' ? '删除记录' : '撤回记录'}
          leaf={ending.leaf}
          shown={() => ({ ...endingOf(notice), nonce: ending.nonce })}
          since={notice.changedAt}
        />
      ) : null}
    </>
  );
}

/**
 * No such notice. What was published never answers so, not even when it was erased: where this device has read it
 * (`readAt`, in seconds), it was lost. Of others nobody can say here whether there ever was one, since the log is searched by a proof's number alone.
 */
function Missing({ readAt }: { readAt: number | undefined }): ReactNode {
  if (readAt !== undefined) {
    return (
      <Sheet>
        <Note icon="warn" tone="due" title="这份公告的内容丢失了">
          <Box>{`这部手机${sayDay(readAt)}还读到过它，现在县里的系统里找不到了。请看村里张贴过的纸质公告，或打电话问清楚。`}</Box>
          <AskByPhone lead="问村民选举委员会" />
        </Note>
      </Sheet>
    );
  }
  return (
    <Empty title="没有找到这份公告">
      可能网址不全，请从公告页再点一次；也可能它公布过，后来丢了。手里有印着二维码的那张纸，扫一下就知道。
      <Link end="right" onTap={() => go('notice/list/index')}>
        看全部公告
      </Link>
    </Empty>
  );
}

function Opened({ area, id, version }: { area: AreaCode; id: Id; version: number | undefined }): ReactNode {
  const newest = useRead(readNotice, version === undefined ? { params: { area, id } } : undefined);
  const older = useRead(
    readNoticeVersion,
    version === undefined ? undefined : { params: { area, id, version } },
  );
  const { reading, again } = version === undefined ? newest : older;
  const readAt =
    version === undefined
      ? readHereAt(readNotice, { params: { area, id } })
      : readHereAt(readNoticeVersion, { params: { area, id, version } });
  return (
    <Read reading={reading} what="这条公告" again={again} missing={<Missing readAt={readAt} />}>
      {(notice) => <Notice key={notice.version} notice={notice} />}
    </Read>
  );
}

/** One notice: what it says, read or heard, and how to hand it on. */
export default function NoticeDetail(): ReactNode {
  const params = useParams();
  const area = AreaCode.safeParse(params['area']);
  const id = Id.safeParse(params['id']);
  const version = Number(params['version'] ?? '0');
  return (
    <Page>
      {area.success && id.success ? (
        <Opened area={area.data} id={id.data} version={version > 0 ? version : undefined} />
      ) : (
        <Failed what="这条公告" problem={problemOf('not-found')} />
      )}
    </Page>
  );
}
