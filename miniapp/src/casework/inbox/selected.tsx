import type { ReactNode } from 'react';
import { type Office, sameOffice } from '#shared/directory/office';
import type { InboxLine } from '#shared/tip/contract';
import { WAY_WORDS } from '#shared/tip/note';
import { isErased } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Box, Heading, Para } from '../../components/native';
import { LeftChip } from '../left-chip';
import { caseLabel, sayDay, sayDue, titleOf } from '../words';
import { isMine, type Known, mergedWith } from './filters';

/** The chosen letter: what is known of it before it is opened. */
export function Selected({
  line,
  office,
  known,
  onOpen,
}: {
  line: InboxLine;
  office: Office;
  known: Known;
  onOpen: () => void;
}): ReactNode {
  const { due } = line;
  const first = known.glimpses.get(line.case);
  const together = mergedWith(known, line);
  const way = known.works.get(line.case)?.way;
  return (
    <>
      <Box className="tl mute">{caseLabel(line.case)}</Box>
      <Heading level={2} className="t2">
        {isErased(line) ? '内容删除了的信' : (titleOf(first, 16) ?? '没打开的信')}
      </Heading>
      <Box className="mt8">
        <KeyValue name="收到">{sayDay(line.received)}</KeyValue>
        <KeyValue name="状态">{STATE_WORDS[line.state]}</KeyValue>
        <KeyValue name="令牌">{line.verified ? '带，是名单上的人' : '没带'}</KeyValue>
        <KeyValue name="来往">{`${line.records} 条`}</KeyValue>
        {isMine(known, line) ? <KeyValue name="经办">我</KeyValue> : null}
        {way ? <KeyValue name="处置方式">{WAY_WORDS[way]}</KeyValue> : null}
        {together.length > 0 ? (
          <KeyValue name="合并">{`和 ${together.map(caseLabel).join('、')}`}</KeyValue>
        ) : null}
        {sameOffice(line.office, office) ? null : (
          <KeyValue name="主办">另一个办公室，您这里联合办理</KeyValue>
        )}
      </Box>
      {due ? (
        <Box className="mt12">
          <LeftChip due={due} />
          <Para className="tl mute mt8">{`最晚${sayDue(due)}。${due.law}`}</Para>
        </Box>
      ) : null}
      <Box className="mt16">
        <Button onTap={onOpen}>打开</Button>
      </Box>
    </>
  );
}
