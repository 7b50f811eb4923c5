import { type ReactNode, useState } from 'react';
import { decideObjection, type Objection } from '#shared/objection/contract';
import { sayDecision, sayLateness } from '#shared/objection/notice';
import { daysLate } from '#shared/objection/overdue';
import { dateOfDay, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { KeyValue } from '../../components/desk';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { KINDS } from '../kinds';

interface Props {
  objection: Objection;
  /** The version of the roll that stands. */
  roll: number;
  onDecided: () => void;
}

/** One objection: what was said, and its decision, made or to be made. */
export function ObjectionSide({ objection, roll, onDecided }: Props): ReactNode {
  const { number, about, concerning, says, filer, receivedOn, due, atCounter } = objection;
  return (
    <>
      <Heading level={2} className="t2">
        {`第 ${number} 号`}
      </Heading>
      <KeyValue name="说的是谁">{[concerning.name, concerning.group].join(' ').trim()}</KeyValue>
      <KeyValue name="哪里不对">{KINDS[about].name}</KeyValue>
      <KeyValue name="怎么不对">{says}</KeyValue>
      <KeyValue name="谁提的">{`${filer}（${atCounter ? '当面' : '手机'}）`}</KeyValue>
      <KeyValue name="收到">{sayDate(receivedOn)}</KeyValue>
      <KeyValue name="决定期限">{`${sayDate(due)}（含当天）`}</KeyValue>
      {objection.state === 'decided' ? (
        <Made decided={objection} roll={roll} />
      ) : (
        <Decide objection={objection} onDecided={onDecided} />
      )}
    </>
  );
}

const BY = { town: '镇里代村里录入', county: '县里代村里录入' } as const;

function Made({ decided, roll }: { decided: Extract<Objection, { state: 'decided' }>; roll: number }) {
  const { decision } = decided;
  const late = sayLateness(decided);
  return (
    <>
      <KeyValue name="决定">{`${sayDate(decision.decidedOn)}，${sayDecision(decided)}`}</KeyValue>
      {late === '' ? null : (
        <Note icon="warn" tone="due" title={late}>
          处理结果公告里这一条会写明。
        </Note>
      )}
      <KeyValue name="理由">{decision.reason}</KeyValue>
      {decision.by ? <KeyValue name="谁录的">{BY[decision.by]}</KeyValue> : null}
      {decision.upheld && roll <= decision.roll ? (
        <Note icon="warn" tone="due" title="名单还没有改">
          请改好名单的表，再导入一次，村民才看得到。
        </Note>
      ) : null}
      {decision.upheld && roll > decision.roll ? (
        <Note icon="ok" tone="plain" title={`决定以后导入过名单，现在是第 ${roll} 版`}>
          请核对这一条改了没有。
        </Note>
      ) : null}
    </>
  );
}

const OUTCOMES = [
  { id: 'upheld', name: '异议成立', more: '名单要改' },
  { id: 'rejected', name: '异议不成立', more: '名单不变' },
] as const;

function useDeciding({ area, id }: Objection, onDecided: () => void) {
  const [outcome, setOutcome] = useState<string>();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { busy, problem, act } = useAct();
  const decide = async (): Promise<void> => {
    const isShort = reason.trim().length < 4;
    setWrong(isShort ? '写上理由，至少 4 个字' : undefined);
    if (!outcome || isShort) return;
    const body = { upheld: outcome === 'upheld', reason };
    const answer = await act(() => send(decideObjection, { params: { area, id }, body }));
    if (answer.ok) onDecided();
    else setWrong(answer.problem.fields?.find(({ path }) => path === 'reason')?.message);
  };
  return { outcome, setOutcome, reason, setReason, wrong, problem, busy, decide };
}

function Decide({ objection, onDecided }: Pick<Props, 'objection' | 'onDecided'>): ReactNode {
  const late = daysLate(objection, dateOfDay(today()));
  const { outcome, setOutcome, reason, setReason, wrong, problem, busy, decide } = useDeciding(
    objection,
    onDecided,
  );
  return (
    <Box className="mt16">
      {late > 0 ? (
        <Note icon="bad" tone="red" title={`已经超过法定期限 ${late} 天`}>
          {`${sayDate(objection.due)}是最后一天。现在仍要作出决定，请马上办：超期几天会写在决定里，公告和提的人都看得到。`}
        </Note>
      ) : null}
      <NotDone title="没有记下决定" problem={problem} />
      <ChoiceList
        one
        label="村民选举委员会的决定"
        choices={OUTCOMES}
        chosen={outcome ? [outcome] : []}
        onToggle={setOutcome}
      />
      <Box className="mt12">
        <Field
          area
          label="理由"
          hint="会公布：不写人名、证件号码和电话"
          rows={3}
          value={reason}
          max={200}
          error={wrong}
          onInput={setReason}
        />
      </Box>
      <Box className="mt12">
        <Button off={busy || !outcome} onTap={() => void decide()}>
          {busy ? '正在记' : '记下决定'}
        </Button>
      </Box>
      <Para className="then">
        {outcome ? '记下以后不能再改，提的人在手机上马上看得到。' : '先选成立还是不成立。'}
      </Para>
    </Box>
  );
}
