import { type ReactNode, useEffect, useState } from 'react';
import * as z from 'zod';
import { base64urlOf } from '#shared/ids';
import { sayMoment, wallClock } from '#shared/time';
import type { LeafKind } from '#shared/transparency/leaf';
import { inFours, PAPER_PATH, readPaperCode } from '#shared/transparency/paper-code';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { Button } from '../../components/button';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { OUTDATED, UNANSWERED, useStanding } from '../../components/proof-line';
import { Row } from '../../components/row';
import { AskByPhone, Empty } from '../../components/states';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { givenBy } from '../../platform/given';
import { useParams } from '../../platform/navigate';
import type { LogFlaw } from '../../platform/public-log';
import { keep, recall } from '../../platform/storage';
import { type Found, useDocument } from './document';

/** The code in the address of a printed QR code, or the code alone. */
function codeIn(text: string): { leaf: string; index: number } | undefined {
  return readPaperCode(text.split(PAPER_PATH).pop() ?? '') ?? undefined;
}

const NAMES = {
  notice: '公告',
  withdrawal: '公告的撤回或删除',
  timetable: '时间表',
  candidates: '候选人名单',
  result: '选举结果',
  directory: '办公室和公钥名录',
  round: '推荐轮次的规则',
  close: '推荐的截止记录',
  release: '受托人交出的钥匙',
  'tip-day': '举报信的每日凭据',
  recovery: '两位保管人救回举报信的记录',
  'token-issuer': '村民令牌的公钥',
  endorsements: '推荐轮次的签名',
  roll: '选民名单的凭据',
} as const satisfies Record<LeafKind, string>;

const FLAWS = {
  signature: '凭据上的签名不对，不是本县公开日志和见证单位签的。',
  leaf: '日志里的这一条读不出来，或者不是这一份。',
  path: '日志里算不到这一条。',
  document: '页面上的内容，和日志里存下的不一样。',
  rewritten: '公开日志前后对不上：以前存下的内容被改过或者丢了。',
} as const satisfies Record<LogFlaw, string>;

function sayLong(seconds: number): string {
  return `${wallClock(seconds).year}年${sayMoment(seconds)}`;
}

/** What stands above the proof: which document it is, and what became of it since. */
function Top({
  proven,
  title,
  kind,
  notes,
}: { proven: ProvenLeaf } & Pick<Found, 'title' | 'kind' | 'notes'>): ReactNode {
  const { leaf } = proven;
  const tree = useCounty().reading;
  const area = tree.kind === 'ready' ? areaName(tree.value, leaf.area) : leaf.area;
  const which = kind === undefined ? `${NAMES[leaf.kind]}，第 ${leaf.version} 版` : kind;
  return (
    <>
      <Head title={title ?? which} above={title === undefined ? area : `${area}·${which}`} />
      {notes}
    </>
  );
}

function Proven({
  proven,
  isAnew,
  printed,
}: {
  proven: ProvenLeaf;
  isAnew: boolean;
  printed: number | undefined;
}): ReactNode {
  const { leaf, index, checkpoint } = proven;
  const found = useDocument(proven);
  if (!found) return <Box className="wait" />;
  return (
    <>
      <Top proven={proven} {...found} />
      {checkpoint.seen === null ? (
        <Note icon="proof" tone="off" title="在公开日志里，还没有外面的单位见证" />
      ) : (
        <Note icon="proof" tone="done" title={`${sayLong(checkpoint.seen).replace(/（.*）/, ' ')} 起未改动`}>
          见证单位和公开日志都签了时间，这里写的是晚的那个。发公告的单位不能把它往前改。
        </Note>
      )}
      {printed === undefined || printed === index ? null : <Moved printed={printed} proven={proven} />}
      {isAnew ? <BegunAnew origin={checkpoint.origin} /> : null}
      <Sheet>
        <Row
          icon="file"
          name="公开日志第几条"
          news={`第 ${index + 1} 条，一共 ${checkpoint.size} 条时存下的凭据`}
        />
        <Row icon="clock" name="发布单位写的时间" news={sayLong(leaf.time)} />
      </Sheet>
      {found.original ? <Box className="pad">{found.original}</Box> : null}
      <HowProved proven={proven} />
    </>
  );
}

/** The paper names another place: its hash is what proves, and a log that was begun anew counts from one again. */
function Moved({
  printed,
  proven: { index, checkpoint },
}: {
  printed: number;
  proven: ProvenLeaf;
}): ReactNode {
  const isLater = !checkpoint.origin.endsWith('/log1');
  return (
    <Note icon="file" tone="off" title={`纸上印的是第 ${printed + 1} 条，现在是第 ${index + 1} 条`}>
      {isLater ? <Box>公开日志后来重新开始过，各条重新排了号。</Box> : null}
      <Box>号码一样就是同一份，排在第几条不要紧。</Box>
    </Note>
  );
}

/** Said once on a device that knew the log before. */
function BegunAnew({ origin }: { origin: string }): ReactNode {
  const [isNews] = useState(() => recall('log-told', z.string()) !== origin);
  useEffect(() => {
    keep('log-told', origin);
  }, [origin]);
  return isNews ? (
    <Note icon="file" tone="off" title="县里的公开日志重新开始了">
      <Box>从这一本起，各条重新排号。以前的证明仍然有效。</Box>
      <Box>想知道为什么，打电话问县里。</Box>
    </Note>
  ) : null;
}

function HowProved({ proven: { hash, checkpoint } }: { proven: ProvenLeaf }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Section title="这是怎么证明的" />
      <Sheet join="first" pad>
        <Para>
          公告一发布，就按内容算出一串号码，排进全县的公开日志。日志只能往后加，前面的一个字也改不了：改了，号码就对不上，这里会变红。
        </Para>
        <Para className="mt8">
          见证单位每次都核对日志有没有被改过，再签上名字和时间。谁都可以在自己的电脑上从头核对一遍。
        </Para>
        <Box className="mt16">
          <Button kind="second" onTap={() => setOpen(!open)}>
            {open ? '收起号码' : '和纸上的号码比'}
          </Button>
        </Box>
        {open ? <Numbers hash={hash} origin={checkpoint.origin} root={checkpoint.root} /> : null}
      </Sheet>
    </>
  );
}

function Numbers({ hash, origin, root }: { hash: Uint8Array; origin: string; root: Uint8Array }): ReactNode {
  return (
    <>
      <Para className="then">{`日志 ${origin}`}</Para>
      <Para className="then">这一条的号码，纸上印的应当一样：</Para>
      <Fours hash={hash} />
      <Para className="then">整本日志当时的号码：</Para>
      <Fours hash={root} />
    </>
  );
}

function Fours({ hash }: { hash: Uint8Array }): ReactNode {
  return (
    <Box className="fours">
      {inFours(hash).map((four, i) => (
        <Words key={`four-${i + 1}`} className="four">
          {four}
        </Words>
      ))}
    </Box>
  );
}

function Broken({ flaw }: { flaw: LogFlaw }): ReactNode {
  return (
    <>
      <Head title="对不上" />
      <Note icon="bad" tone="red" title={FLAWS[flaw]}>
        请不要照着这份内容办，先看村里张贴的纸质公告。
        <AskByPhone lead="问村民选举委员会" />
        <Box>也可以打 12388 反映。</Box>
      </Note>
    </>
  );
}

/** Not in the log: right after publication that is so, but what was printed from there must be there. */
function Waiting({ isPrinted }: { isPrinted: boolean }): ReactNode {
  if (!isPrinted) {
    return <Empty title="还没有存入公开日志">一般要两分钟。网页开着就行，存好了会自己显示出来。</Empty>;
  }
  return (
    <>
      <Head title="公开日志里找不到" />
      <Note icon="warn" tone="due" title="纸上印着这一条，公开日志里现在没有">
        <Box>可能是日志出了故障，也可能纸上的号码是假的。先不要照着办，打电话问清楚。</Box>
        <AskByPhone lead="问村民选举委员会" />
        <Box>也可以打 12388 反映。</Box>
      </Note>
    </>
  );
}

/** Nothing was checked, and the page cannot help by itself: whom to ring. */
function Unchecked({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ReactNode;
}): ReactNode {
  return (
    <>
      <Empty title={title}>{children}</Empty>
      <Box className="pad">
        <AskByPhone lead={lead} />
      </Box>
    </>
  );
}

function Leaf({ leaf, index }: { leaf: string; index?: number }): ReactNode {
  const standing = useStanding(leaf);
  switch (standing.kind) {
    case 'proved':
      return <Proven proven={standing.proven} isAnew={standing.isAnew} printed={index} />;
    case 'broken':
      return <Broken flaw={standing.flaw} />;
    case 'waiting':
      return <Waiting isPrinted={index !== undefined} />;
    case 'offline':
      return <Empty title="没有网，还没核对">有网时会自己再核对一次。</Empty>;
    case 'unanswered':
      return (
        <Unchecked title={UNANSWERED} lead="问村民选举委员会">
          过一会儿会自己再问，网页开着就行。一直这样，先看村里张贴的纸质公告，再打电话问清楚。
        </Unchecked>
      );
    case 'outdated':
      return (
        <Unchecked title="没有核对成：证明上没有这个程序认得的见证方" lead="更新了还这样">
          {OUTDATED}
        </Unchecked>
      );
    case 'unable':
      return <Empty title="这部手机不能核对">请换一部新一点的手机，或者在电脑的浏览器里打开。</Empty>;
    case 'checking':
      return <Box className="wait" />;
  }
}

/** The leaf an address or a printed code names; a code also says at which place it stands. */
function namedBy(params: ReturnType<typeof useParams>): { leaf: string; index?: number } | undefined {
  const { leaf } = params;
  if (base64urlOf(32).safeParse(leaf).success && leaf !== undefined) return { leaf };
  return givenBy(params, 'code', codeIn);
}

/** What proves a document: since when it stands unchanged in the public log, by whose word, and how to check it. */
export default function ProofPage(): ReactNode {
  const named = namedBy(useParams());
  return (
    <Page>
      {named === undefined ? (
        <Unchecked title="网址不全，还没有核对" lead="问村民选举委员会">
          请把纸放平，把二维码整个拍进去，再扫一次；或者从公告页点“看证明”。还是不行，打电话要一份清楚的。
        </Unchecked>
      ) : (
        <Leaf key={named.leaf} {...named} />
      )}
    </Page>
  );
}
