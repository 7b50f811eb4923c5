import { type ReactNode, useState } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { base64urlOf, Id } from '#shared/ids';
import { sayMoment, wallClock } from '#shared/time';
import type { LeafKind } from '#shared/transparency/leaf';
import { inFours, readPaperCode } from '#shared/transparency/paper-code';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { Button, Link } from '../../components/button';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { useStanding } from '../../components/proof-line';
import { Row } from '../../components/row';
import { AskByPhone, Empty } from '../../components/states';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { go, useParams } from '../../platform/navigate';
import type { LogFlaw } from '../../platform/public-log';

const NAMES = {
  notice: '公告',
  withdrawal: '公告的撤回或删除',
  timetable: '时间表',
  candidates: '候选人名单',
  result: '选举结果',
  directory: '办公室钥匙名册',
  round: '推荐轮次的规则',
  close: '推荐的截止记录',
  release: '受托人交出的钥匙',
  'tip-day': '举报信的每日凭据',
  recovery: '钥匙找回记录',
  'token-issuer': '村民令牌的公钥',
  endorsements: '推荐轮次的签名',
  roll: '选民名单的凭据',
} as const satisfies Record<LeafKind, string>;

const FLAWS = {
  format: '凭据不完整，或者读不出来。',
  origin: '凭据出自另一个日志，不是本县的。',
  signature: '凭据上没有本县公开日志的签名。',
  clock: '凭据上没有日志时钟的签名。',
  witness: '凭据上没有见证单位的签名。',
  leaf: '日志里的这一条读不出来，或者不是这一份。',
  path: '日志里算不到这一条。',
  document: '页面上的内容，和日志里存下的不一样。',
  rewritten: '公开日志前后对不上：以前存下的内容被改过或者丢了。',
} as const satisfies Record<LogFlaw, string>;

function sayLong(seconds: number): string {
  return `${wallClock(seconds).year}年${sayMoment(seconds)}`;
}

function Original({ leaf: { kind, area, id } }: Pick<ProvenLeaf, 'leaf'>): ReactNode {
  const notice = Id.safeParse(toBase64url(id));
  if ((kind === 'notice' || kind === 'withdrawal') && notice.success) {
    return (
      <Link end="right" onTap={() => go('notice/detail/index', { area, id: notice.data })}>
        看这份公告
      </Link>
    );
  }
  if (kind === 'timetable' || kind === 'candidates') {
    const page = kind === 'timetable' ? 'election/timetable/index' : 'candidate/list/index';
    return (
      <Link end="right" onTap={() => go(page)}>
        {`看${NAMES[kind]}`}
      </Link>
    );
  }
  return null;
}

function Proven({ proven }: { proven: ProvenLeaf }): ReactNode {
  const { leaf, hash, index, checkpoint } = proven;
  const tree = useCounty().reading;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Head
        title={`${NAMES[leaf.kind]}，第 ${leaf.version} 版`}
        above={tree.kind === 'ready' ? areaName(tree.value, leaf.area) : leaf.area}
      />
      {checkpoint.seen === null ? (
        <Note icon="proof" tone="off" title="在公开日志里，还没有外面的单位见证" />
      ) : (
        <Note icon="proof" tone="done" title={`${sayLong(checkpoint.seen)}起未改动`}>
          这个时间由见证单位签名写下，发公告的单位自己改不了。
        </Note>
      )}
      <Sheet>
        <Row
          icon="file"
          name="公开日志第几条"
          news={`第 ${index + 1} 条，一共 ${checkpoint.size} 条时存下的凭据`}
        />
        <Row icon="clock" name="发布单位写的时间" news={sayLong(leaf.time)} />
      </Sheet>
      <Box className="pad">
        <Original leaf={leaf} />
      </Box>
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
            {open ? '收起号码' : '看号码'}
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

function Leaf({ leaf, index }: { leaf: string; index?: number }): ReactNode {
  const standing = useStanding(leaf);
  switch (standing.kind) {
    case 'proved':
      return index === undefined || index === standing.proven.index ? (
        <Proven proven={standing.proven} />
      ) : (
        <Broken flaw="path" />
      );
    case 'broken':
      return <Broken flaw={standing.flaw} />;
    case 'waiting':
      return <Empty title="还没有存入公开日志">一般要两分钟。网页开着就行，存好了会自己显示出来。</Empty>;
    case 'offline':
      return <Empty title="没有网，还没核对">有网时会自己再核对一次。</Empty>;
    case 'unable':
      return <Empty title="这部手机不能核对">请换一部新一点的手机，或者在电脑的浏览器里打开。</Empty>;
    case 'checking':
      return <Box className="wait" />;
  }
}

/** The leaf an address or a printed code names; a code also says at which place it stands. */
function namedBy({ leaf, code }: Readonly<Record<string, string | undefined>>) {
  if (code !== undefined) return readPaperCode(code) ?? undefined;
  return base64urlOf(32).safeParse(leaf).success && leaf !== undefined ? { leaf } : undefined;
}

/** What proves a document: since when it stands unchanged in the public log, by whose word, and how to check it. */
export default function ProofPage(): ReactNode {
  const named = namedBy(useParams());
  return (
    <Page>
      {named === undefined ? (
        <Empty title="网址不全">请再扫一次纸上的二维码，或者从公告页点“看证明”。</Empty>
      ) : (
        <Leaf key={named.leaf} {...named} />
      )}
    </Page>
  );
}
