import type { ReactNode } from 'react';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { type AgendaItem, type Minutes, readMinutes } from '#shared/meeting/contract';
import { outcomeOf, quorumOf } from '#shared/meeting/reckon';
import { sayDate } from '#shared/time';
import { PaperBar, PaperPage } from '../../components/paper-page';
import { Failed, Read } from '../../components/states';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { useParams } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { problemOf } from '../../platform/request';
import './print.css';

/** Minutes on A4 to be signed by hand, and an empty sign-in sheet behind them. */
export default function PrintMinutes(): ReactNode {
  const params = useParams();
  const area = AreaCode.safeParse(params['area']);
  const id = Id.safeParse(params['id']);
  const asked = area.success && id.success ? { params: { area: area.data, id: id.data } } : undefined;
  const { reading, again } = useRead(readMinutes, asked);
  const tree = useCounty().reading;
  return (
    <PaperPage>
      {asked ? (
        <Read reading={reading} what="会议记录" again={again}>
          {({ minutes }) => (
            <Papers
              minutes={minutes}
              village={tree.kind === 'ready' ? areaName(tree.value, minutes.area) : ''}
            />
          )}
        </Read>
      ) : (
        <Failed what="会议记录" problem={problemOf('not-found')} />
      )}
    </PaperPage>
  );
}

function Papers({ minutes, village }: { minutes: Minutes; village: string }): ReactNode {
  return (
    <>
      <PaperBar
        advice={minutes.state === 'draft' ? '这是草稿，还没有签名。' : 'A4 纸，两份：一份存档，一份报镇里。'}
      />
      <Record minutes={minutes} village={village} />
      <SignIn minutes={minutes} village={village} />
    </>
  );
}

interface PaperProps {
  minutes: Minutes;
  village: string;
}

function Record({ minutes, village }: PaperProps): ReactNode {
  const { text, state } = minutes;
  const facts = [
    ['时间', `${sayDate(text.day, 0)} ${text.from}—${text.to}`],
    ['地点', text.place],
    ['主持人', text.chair],
    ['记录人', text.recorder],
    ['到会', `应到 ${text.due} 人，实到 ${text.present} 人，其中女 ${text.women} 人`],
  ];
  return (
    <div className="meeting-a4">
      <h1>{`${village}${text.group}${text.kind}记录`}</h1>
      <table>
        <tbody>
          {facts.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{quorumOf(minutes).sentence}</p>
      {text.items.map((item, at) => (
        <Item key={`item-${at + 1}`} minutes={minutes} item={item} at={at} />
      ))}
      {state === 'corrected' ? <p>{`更正（第 ${minutes.version} 版）：${minutes.reason}`}</p> : null}
      <div className="meeting-signs">
        <div>主持人签名：</div>
        <div>记录人签名：</div>
        <div>年　　月　　日</div>
      </div>
    </div>
  );
}

function Item({ minutes, item, at }: { minutes: Minutes; item: AgendaItem; at: number }): ReactNode {
  const outcome = outcomeOf(minutes, item);
  return (
    <div className="meeting-item">
      <h2>{`${at + 1}. ${item.title}`}</h2>
      {item.says.split('\n').map((line, i) =>
        // The order of the lines is their identity.
        line === '' ? null : <p key={`line-${i + 1}`}>{line}</p>,
      )}
      {item.vote.kind === 'persons' ? (
        <p>{`得票：${item.vote.persons.map(({ name, group, votes }) => `${name}${group && `（${group}）`} ${votes} 票`).join('，')}。`}</p>
      ) : null}
      {outcome ? <p>{outcome.sentence}</p> : null}
    </div>
  );
}

/** Nobody prints a sheet of more lines; a larger meeting signs group by group. */
const MOST_LINES = 400;

function SignIn({ minutes: { text }, village }: PaperProps): ReactNode {
  const lines = Math.min(text.due, MOST_LINES);
  return (
    <div className="meeting-a4 meeting-sign-in">
      <h1>{`${village}${text.group}${text.kind}签到表`}</h1>
      <p>{`${sayDate(text.day, 0)} ${text.from}·${text.place}·应到 ${text.due} 人`}</p>
      <table>
        <thead>
          <tr>
            {['序号', '姓名', '签名', '序号', '姓名', '签名'].map((head, i) => (
              // Two of each.
              <th key={`${head}-${i}`} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.ceil(lines / 2) }, (_, i) => (
            <tr key={i}>
              <td className="meeting-no">{2 * i + 1}</td>
              <td />
              <td />
              <td className="meeting-no">{2 * i + 2 > lines ? '' : 2 * i + 2}</td>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {text.due > MOST_LINES ? <p>{`只印 ${MOST_LINES} 行，其余的按组另印。`}</p> : null}
    </div>
  );
}
