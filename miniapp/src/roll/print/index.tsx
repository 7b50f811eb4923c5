import { type ReactNode, useEffect, useState } from 'react';
import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { type RollEntry, type RollPublication, rollPublication } from '#shared/roll/contract';
import { sayHowToObject } from '#shared/roll/notice';
import { byGroup, type PrintedGroup, setName } from '#shared/roll/printed';
import { wallClock } from '#shared/time';
import { Box } from '../../components/native';
import { PaperBar, PaperPage } from '../../components/paper-page';
import { paperAddress, paperWords } from '../../components/paper-proof';
import { useStanding } from '../../components/proof-line';
import { QrCode } from '../../components/qr-code';
import { Failed, Read } from '../../components/states';
import { areaName } from '../../platform/areas';
import { now } from '../../platform/clock';
import { useCounty } from '../../platform/county';
import { useParams } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { type Problem, problemOf } from '../../platform/request';
import { readEntries } from '../../platform/roll-entries';
import { loggedRoll } from '../logged-roll';
import './print.css';

const Version = z.coerce.number().int().min(1);

/** A version of the roll as it hangs on the wall: by group, names in columns, how and until when to object. */
export default function PrintRoll(): ReactNode {
  const params = useParams();
  const area = AreaCode.safeParse(params['area']).data;
  const version = Version.safeParse(params['version']).data;
  const { reading, again } = useRead(rollPublication, area && { params: { area } });
  return (
    <PaperPage>
      {area && version ? (
        <Read reading={reading} what="名单" again={again}>
          {(of) => <Loaded area={area} version={version} of={of} />}
        </Read>
      ) : (
        <Failed what="名单" problem={problemOf('not-found')} />
      )}
    </PaperPage>
  );
}

interface Props {
  area: AreaCode;
  version: number;
  of: RollPublication;
}

function Loaded(props: Props): ReactNode {
  const { area, version } = props;
  const [entries, setEntries] = useState<readonly RollEntry[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let isLeft = false;
    const head = { area, version, entries: 0, members: 0 };
    void readEntries(area, head, () => undefined).then((answer) => {
      if (isLeft) return;
      if (answer.ok) setEntries(answer.value);
      else setProblem(answer.problem);
    });
    return () => {
      isLeft = true;
    };
  }, [area, version]);
  if (problem) return <Failed what="名单" problem={problem} />;
  if (!entries) {
    return (
      <Box role="status" live className="desk-pad mute">
        正在读名单
      </Box>
    );
  }
  return <Paper {...props} groups={byGroup(entries)} total={entries.length} />;
}

function Paper({
  area,
  version,
  of,
  groups,
  total,
}: Props & { groups: readonly PrintedGroup[]; total: number }): ReactNode {
  const tree = useCounty().reading;
  const publication = of.publication?.version === version ? of.publication : undefined;
  const { year, month, day } = wallClock(publication?.publishedAt ?? now());
  const village = tree.kind === 'ready' ? areaName(tree.value, area) : '';
  const people = of.body === '村民委员会' ? '村民' : '居民';
  return (
    <>
      <PaperBar
        advice={
          publication ? 'A4 纸，实际大小。贴在公告栏和每个小组。' : '这是样张，还没有公布，先不要贴出去。'
        }
      />
      <div className="roll-a4">
        <h1 className="roll-a4-title">{`${village}第${of.term}届${of.body}选举`}</h1>
        <h1 className="roll-a4-title">{`登记参加选举的${people}名单公告`}</h1>
        <div className="roll-a4-no">（第4号）</div>
        {publication ? null : <div className="roll-a4-draft">样张，还没有公布</div>}
        <p className="roll-a4-text">
          {`根据${of.cited}，现将登记参加选举的${people}名单公布如下。共 ${groups.length} 个组，${total} 人。`}
        </p>
        {groups.map((group) => (
          <Group key={group.name} {...group} />
        ))}
        <p className="roll-a4-text">{sayHowToObject(of)}</p>
        <p className="roll-a4-text">特此公告。</p>
        <div className="roll-a4-sign">
          <div>{`${village}${of.body === '村民委员会' ? '村民' : '居民'}选举委员会`}</div>
          <div>{`${year}年${month}月${day}日`}</div>
        </div>
        {publication ? <Foot publication={publication} /> : null}
      </div>
    </>
  );
}

function Group({ name, names }: PrintedGroup): ReactNode {
  return (
    <section className="roll-a4-group">
      <h2>{`${name}（${names.length} 人）`}</h2>
      <ol>
        {names.map((one, at) => (
          <li key={`${at + 1} ${one}`}>{setName(one)}</li>
        ))}
      </ol>
    </section>
  );
}

/** The QR code carries the leaf once the log has it. */
function Foot({ publication }: { publication: NonNullable<RollPublication['publication']> }): ReactNode {
  const standing = useStanding(publication.leaf, () => loggedRoll(publication));
  if (standing.kind !== 'proved') {
    return (
      <div className="roll-a4-foot no-print">还没有存入公开日志。过两分钟再打印，纸上才带二维码和证明。</div>
    );
  }
  const { proven } = standing;
  return (
    <div className="roll-a4-foot">
      <QrCode text={paperAddress(proven)} label="二维码：在手机上看名单的证明" />
      <div>
        <strong>扫一扫：看这份名单公布以后有没有改动。本人的一条在“我的选民登记”里核对</strong>
        <div>{`第 ${publication.number} 次公布，名单第 ${publication.version} 版，${publication.entries} 人`}</div>
        <div className="roll-a4-leaf">{paperWords(proven)}</div>
      </div>
    </div>
  );
}
