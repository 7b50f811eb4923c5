import { type ReactNode, useEffect } from 'react';
import { POSITIONS } from '#shared/recommendation/position';
import type { PublicRound, RoundPosition } from '#shared/recommendation/round';
import { Button, Dock, Link } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Icon } from '../../components/icon';
import { Box, Heading } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { restart } from '../../platform/navigate';
import { sayHour } from '../hour';
import { markRead, mine, placeOf, standOf } from './papers';
import { NotAVote } from './words';
import { positionName } from '#shared/recommendation/position';

interface Props {
  round: PublicRound;
  position: RoundPosition;
  onChange: () => void;
  onOther: (position: RoundPosition) => void;
  onBack: () => void;
}

function DoneDock({
  next,
  onChange,
  onOther,
}: Pick<Props, 'onChange' | 'onOther'> & { next: RoundPosition | undefined }): ReactNode {
  return (
    <Dock>
      {next ? (
        <Button onTap={() => onOther(next)}>{`接着推荐${POSITIONS[next.position]}`}</Button>
      ) : (
        <Button onTap={() => restart('area/home/index')}>回首页</Button>
      )}
      <Box className="row mt8">
        <Box className="grow tc">
          <Link onTap={onChange}>改一改</Link>
        </Box>
        {next ? (
          <Box className="grow tc">
            <Link onTap={() => restart('area/home/index')}>回首页</Link>
          </Box>
        ) : null}
      </Box>
    </Dock>
  );
}

function Comes({ round }: { round: PublicRound }): ReactNode {
  const closes = sayHour(round.closes);
  return (
    <>
      <Section title="接下来" />
      <Sheet join="first">
        <Row icon="pen" name={`${closes} 前`} news="想改就改，以最后一次为准" />
        <Row icon="box" name={`${closes} 截止`} news="公布总份数；手机上的内容自动清除" />
        <Row
          icon="notice"
          name="截止以后公开计数"
          news={`${round.k} 位受托人到齐才打开。结果发公告，您那份算没算，能查`}
        />
      </Sheet>
    </>
  );
}

function Others({
  others,
  onOther,
}: {
  others: readonly RoundPosition[];
  onOther: Props['onOther'];
}): ReactNode {
  if (others.length === 0) return null;
  return (
    <>
      <Section title="还没推荐的职位" />
      <Sheet join="first">
        {others.map((one) => (
          <Row
            key={one.position}
            icon="people"
            name={POSITIONS[one.position]}
            news={one.maxNames === 1 ? '推荐 1 人' : `最多推荐 ${one.maxNames} 人`}
            onTap={() => onOther(one)}
          />
        ))}
      </Sheet>
    </>
  );
}

/** That mine is counted in, and the dates to come. */
export function Done({ round, position, onChange, onOther, onBack }: Props): ReactNode {
  useEffect(() => markRead(placeOf(round, position.position)), [round, position]);
  const others = round.positions.filter((one) => standOf(mine(round, one.position)) === 'none');
  return (
    <Page dock={<DoneDock next={others[0]} onChange={onChange} onOther={onOther} />} onBack={onBack}>
      <Box className="head tc">
        <Box className="c-done" hidden>
          <Icon name="ok" size="large" />
        </Box>
        <Heading level={1} className="t0 mt8">
          已收到您的推荐
        </Heading>
        <Box className="tl mute">{positionName(position.position)}</Box>
      </Box>
      <Note icon="proof" tone="done" title="已收录">
        箱子里有您这一份，截止前谁也打不开。
      </Note>
      <Comes round={round} />
      <Others others={others} onOther={onOther} />
      <NotAVote area={round.area} />
    </Page>
  );
}
