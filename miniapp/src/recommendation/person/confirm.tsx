import type { ReactNode } from 'react';
import type { Eligible } from '#shared/recommendation/eligible';
import type { PublicRound, RoundPosition } from '#shared/recommendation/round';
import { Button, Dock, Link } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { StepHead, WhatNext } from '../../components/steps';
import { unbroken } from '../../components/unbroken';
import { sayHour } from '../hour';
import { NotAVote } from './words';
import { positionName } from '#shared/recommendation/position';

interface Props {
  round: PublicRound;
  position: RoundPosition;
  people: readonly Eligible[];
  chosen: readonly number[];
  /** The phone could not keep the choice, and so did not begin to send it. */
  noRoom: boolean;
  onRemove: (index: number) => void;
  onMore: () => void;
  onSubmit: () => void;
}

function Chosen({ position, people, chosen, onRemove, onMore }: Props): ReactNode {
  const left = position.maxNames - chosen.length;
  const what = positionName(position.position);
  return (
    <Sheet join="first">
      {chosen.length === 0 ? (
        <Note icon="warn" tone="due" inset title="您没有选人，交的是空白">
          {`这样就是说，${what}您一个也不推荐。`}
        </Note>
      ) : (
        <Box className="edge mt12">
          <Words className="tl mute">{`您推荐的${what}，${chosen.length} 人`}</Words>
        </Box>
      )}
      {chosen.map((index) => {
        const { name = '', group } = people[index] ?? {};
        return (
          <Row
            key={index}
            name={<Words className="per-name">{name}</Words>}
            news={group}
            end={{
              part: (
                <Link label={`去掉${name}`} onTap={() => onRemove(index)}>
                  去掉
                </Link>
              ),
            }}
          />
        );
      })}
      {left > 0 ? (
        <Row icon="plus" name={<Words className="c-act">{`还可以再选 ${left} 人`}</Words>} onTap={onMore} />
      ) : null}
    </Sheet>
  );
}

/** That I named the right people, what the sealing hides, until when I can change. */
export function Confirm(props: Props): ReactNode {
  const { round } = props;
  const dock = (
    <Dock then="约 5 秒。没有网也会存好，有网自动送出。">
      <Button icon="lock" onTap={props.onSubmit}>
        密封并提交
      </Button>
    </Dock>
  );
  return (
    <Page dock={dock} onBack={props.onMore}>
      <StepHead step={2} of={3} question="请核对" />
      {props.noRoom ? (
        <Note icon="bad" tone="red" title="手机没有地方存了">
          还没有送出，您选的还在这一页。请清出一点空间，再点“密封并提交”。
        </Note>
      ) : null}
      <Chosen {...props} />
      <Section title="提交以后" />
      <Sheet join="first" pad>
        <WhatNext
          lines={[
            <Para key="seal">
              在您手机上<Words className="b">密封</Words>再送出。计数时看得到推荐了谁，看不到是谁推荐的。
            </Para>,
            <Para key="change">
              <Words className="b">{unbroken(`${sayHour(round.closes)} 前`)}</Words>都能改，以最后一次为准。
            </Para>,
            <Para key="open">
              {unbroken(
                `截止后，${round.trustees.length} 位受托人中至少 ${round.k} 位一起打开，当场计数，结果发公告。`,
              )}
            </Para>,
          ]}
        />
      </Sheet>
      <NotAVote area={round.area} />
    </Page>
  );
}
