import type { ReactNode } from 'react';
import type { CandidateList } from '#shared/candidate/contract';
import type { Timetable } from '#shared/election/contract';
import { type NoticePage, STAGES } from '#shared/notice/notice';
import { sayDate } from '#shared/time';
import { Sheet } from '../../components/head';
import { Words } from '../../components/native';
import { Row } from '../../components/row';
import { openChannel } from '../../platform/channel';
import { call } from '../../platform/device';
import { go } from '../../platform/navigate';
import type { Reading as State } from '../../platform/read';
import { useSeen } from '../../platform/seen';
import { useSession } from '../../platform/session';
import { useSettings, type Village } from '../../platform/settings';

interface Props {
  village: Village;
  timetable: State<Timetable>;
  notices: State<readonly NoticePage[]>;
  candidates: State<CandidateList>;
}

function NoticeNews({ notices }: { notices: State<readonly NoticePage[]> }): ReactNode {
  const seen = useSeen();
  const { elder } = useSettings();
  if (notices.kind !== 'ready') return null;
  const lines = notices.value.flatMap((page) => page.notices);
  const unread = lines.filter((line) => !seen(line)).length;
  if (lines.length === 0) return '还没有公告';
  if (unread === 0) return '都看过了';
  return (
    <>
      <Words className="cnt">{`${unread} 条没看`}</Words>
      {elder ? null : <Words>·每条都能打印、转给别人</Words>}
    </>
  );
}

function nextStage(timetable: State<Timetable>, elder: boolean): string | undefined {
  if (timetable.kind !== 'ready') return undefined;
  const { stage, steps } = timetable.value;
  if (stage >= STAGES.length) return '这次换届到了最后一步';
  const first = steps
    .filter((step) => step.stage === stage + 1)
    .map((step) => step.firstDay)
    .sort()[0];
  const name = `下一步：${STAGES[stage] ?? ''}`;
  return first && !elder ? `${name}，${sayDate(first)}开始` : name;
}

function candidateNews({ candidates, timetable }: Props): string | undefined {
  if (candidates.kind === 'ready')
    return `${candidates.value.kind}，${sayDate(candidates.value.publishedOn)}公布`;
  if (timetable.kind !== 'ready') return undefined;
  const first = timetable.value.steps
    .filter((step) => step.stage === 6)
    .map((step) => step.firstDay)
    .sort()[0];
  return first ? `${sayDate(first)}开始公布` : '还没有公布';
}

function Reading(props: Props): ReactNode {
  const { elder } = useSettings();
  const session = useSession();
  const own = elder ? '看名单上有没有我' : '看看名单上有没有我，写得对不对';
  return (
    <Sheet>
      <Row
        icon="notice"
        name="看公告"
        news={<NoticeNews notices={props.notices} />}
        onTap={() => go('notice/list/index')}
      />
      <Row
        icon="flow"
        name="看时间表"
        news={nextStage(props.timetable, elder)}
        onTap={() => go('election/timetable/index')}
      />
      <Row
        icon="people"
        name="看候选人"
        news={candidateNews(props)}
        onTap={() => go('candidate/list/index')}
      />
      <Row
        icon="me"
        name="查我的选民登记"
        news={session?.name && session.onRollOf === props.village.code ? `${session.name}，名单上有您` : own}
        onTap={() => go('identity/entry/index')}
      />
    </Sheet>
  );
}

/** The sealed channel, and beside it the way back by the receipt. */
function Sealed(): ReactNode {
  const { elder } = useSettings();
  return (
    <Sheet>
      <Row
        icon="seal"
        name="投诉举报"
        news={elder ? '不用登录，密封送出' : '不用登录，只有负责的办公室能打开'}
        onTap={() => openChannel('write')}
      />
      <Row
        icon="grid"
        name="凭回执查进度"
        news={elder ? '输入 12 组数字' : '输入抄下来的 12 组数字'}
        onTap={() => openChannel('follow')}
      />
    </Sheet>
  );
}

function Ring({ phone, office }: { phone: string; office: string }): ReactNode {
  const { elder } = useSettings();
  const news = (
    <>
      {elder ? null : <Words>{`${office} `}</Words>}
      <Words className="nw">{phone}</Words>
    </>
  );
  return (
    <Sheet>
      <Row icon="phone" name="打电话问人" news={news} onTap={() => call(phone)} />
    </Sheet>
  );
}

/** What one can do, what one can read, the sealed channel, and whom to ring, in this order. */
export function HomeRows(props: Props): ReactNode {
  const { phone, office = '' } = props.village;
  return (
    <>
      <Reading {...props} />
      <Sealed />
      {phone ? <Ring phone={phone} office={office} /> : null}
    </>
  );
}
