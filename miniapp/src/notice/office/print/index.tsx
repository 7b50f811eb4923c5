import type { ReactNode } from 'react';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { officeNotice } from '#shared/notice/contract';
import { versionContent } from '#shared/notice/logged';
import type { LoggedVersion, NoticeState, OfficeNotice } from '#shared/notice/notice';
import { PaperBar, PaperPage } from '../../../components/paper-page';
import { paperAddress, paperWords } from '../../../components/paper-proof';
import { useStanding } from '../../../components/proof-line';
import { QrCode } from '../../../components/qr-code';
import { Failed, Read } from '../../../components/states';
import { now } from '../../../platform/clock';
import { siteAddress } from '../../../platform/device';
import type { Standing } from '../../../platform/public-log';
import { useParams } from '../../../platform/navigate';
import { useRead } from '../../../platform/read';
import { problemOf } from '../../../platform/request';
import { Sheet } from '../sheet';
import { sayWhen, sayYearDay } from '../words';
import './print.css';

/** A notice as it is printed and hung on the wall. */
export default function PrintNotice(): ReactNode {
  const params = useParams();
  const area = AreaCode.safeParse(params['area']);
  const id = Id.safeParse(params['id']);
  const asked = area.success && id.success ? { params: { area: area.data, id: id.data } } : undefined;
  const { reading, again } = useRead(officeNotice, asked);
  return (
    <PaperPage>
      {asked ? (
        <Read reading={reading} what="这份公告" again={again}>
          {(notice) => <Paper notice={notice} />}
        </Read>
      ) : (
        <Failed what="这份公告" problem={problemOf('not-found')} />
      )}
    </PaperPage>
  );
}

const ADVICE = {
  draft: '这是草稿，还没有公布，先不要贴出去。',
  scheduled: '还没有到公布的时间，先不要贴出去。',
  published: 'A4 纸，实际大小。贴在公告栏和每个小组。',
  withdrawn: '已经撤回。贴出去的请揭下来，或者在旁边写明已撤回。',
  erased: '内容已经依法删除。贴出去的请揭下来。',
} as const satisfies Record<NoticeState['kind'], string>;

/** Where villagers read it: the same site, the notice's own page. */
function publicAddress({ area, id }: OfficeNotice): string {
  return `${siteAddress() ?? ''}/#/notice/detail/index?area=${area}&id=${id}`;
}

function Paper({ notice }: { notice: OfficeNotice }): ReactNode {
  const { text, state, versions } = notice;
  const last = versions[versions.length - 1];
  const isPublic = state.kind !== 'draft' && state.kind !== 'scheduled';
  return (
    <>
      <PaperBar advice={ADVICE[state.kind]} />
      <Sheet
        issuer={text.issuer}
        number={text.number}
        title={text.title}
        html={text.html}
        signedAt={versions[0]?.publishedAt ?? now()}
        foot={isPublic && last ? <Foot notice={notice} version={last} /> : undefined}
      />
    </>
  );
}

const NO_PROOF = '现在打印，二维码上不带证明。';
const UNPROVED = {
  waiting: '还没有存入公开日志。过两分钟再打印，二维码上才带证明。',
  checking: '正在核对公开日志。',
  broken: `这份公告和公开日志对不上，先不要打印张贴，请马上报告县里。${NO_PROOF}`,
  outdated: `证明上没有这个程序认得的见证方，请刷新网页。${NO_PROOF}`,
  unable: `这个浏览器不能核对证明，请换一个。${NO_PROOF}`,
  offline: `没有网，没有核对。${NO_PROOF}`,
  unanswered: `公开日志没有答复，或者没有答全，没有核对。${NO_PROOF}`,
} as const satisfies Record<Exclude<Standing['kind'], 'proved'>, string>;

/** The QR code carries the leaf once the log has it; before that it opens the notice. */
function Foot({ notice, version }: { notice: OfficeNotice; version: LoggedVersion }): ReactNode {
  const standing = useStanding(version.logged.leaf, () => ({
    ...versionContent(notice, notice.text, version),
    nonce: version.logged.nonce,
  }));
  const proven = standing.kind === 'proved' ? standing.proven : undefined;
  const at = sayWhen(version.publishedAt).split(' ')[1] ?? '';
  const open = `${sayYearDay(version.publishedAt)} ${at} 起公开，这是第 ${version.version} 版`;
  return (
    <>
      <QrCode
        text={proven ? paperAddress(proven) : publicAddress(notice)}
        label="二维码：在手机上看这份公告"
      />
      <div>
        <strong>扫一扫：看这份公告有没有改动，在手机上看、听，看后来有没有更正</strong>
        <div>{open}</div>
        {standing.kind === 'proved' ? (
          <div className="a4-leaf">{paperWords(standing.proven)}</div>
        ) : (
          <div className="no-print">{UNPROVED[standing.kind]}</div>
        )}
      </div>
    </>
  );
}
