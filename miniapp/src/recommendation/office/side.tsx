import { type ReactNode, useState } from 'react';
import { cancelRound } from '#shared/recommendation/contract';
import type { OfficeRound } from '#shared/recommendation/round';
import { standsIn } from '#shared/recommendation/round';
import { FROM } from '#shared/recommendation/rules';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Pill } from '../../components/pill';
import { send } from '../../platform/request';
import { committeeSigned, givenBy, STATE_WORDS } from '../desk/words';
import { sayHour } from '../hour';
import { PaperDialog } from './paper';

function Cancel({ round, onDone }: { round: OfficeRound; onDone: () => void }): ReactNode {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const cancel = async () => {
    const params = { area: round.area, round: round.id };
    const answer = await send(cancelRound, { params, body: { revision: round.revision, reason } });
    if (answer.ok) onDone();
    else setError(answer.problem.title);
  };
  return (
    <Dialog
      title="取消这一轮"
      onClose={onDone}
      buttons={
        <>
          <Button kind="second" onTap={onDone}>
            不取消
          </Button>
          <Button kind="danger" off={reason.trim().length < 4} onTap={() => void cancel()}>
            取消这一轮
          </Button>
        </>
      }
    >
      <Para>取消以后不能恢复，要推荐就重新开一轮。还没有人推荐过，不会丢掉任何一份。</Para>
      <Field label="原因" hint="至少 4 个字，大家都能看到" value={reason} onInput={setReason} error={error} />
    </Dialog>
  );
}

/** Who still has to do something, seat by seat. */
function Seats({ round }: { round: OfficeRound }): ReactNode {
  const signed = committeeSigned(round);
  return (
    <>
      {round.plan.trustees.map(({ name }, i) => {
        const { word, done } = givenBy(round, i + 1);
        return (
          <KeyValue key={`${name}-${i + 1}`} name={name}>
            <Pill icon={done ? 'check' : 'wait'} tone={done ? 'done' : 'plain'}>
              {word}
            </Pill>
          </KeyValue>
        );
      })}
      <KeyValue name={round.plan.committee.name}>
        <Pill icon={signed ? 'check' : 'wait'} tone={signed ? 'done' : 'plain'}>
          {signed ? '签好了' : '还没签名'}
        </Pill>
      </KeyValue>
    </>
  );
}

/** The side panel of a round: what it waits for, who has done their part, and what the office may do. */
export function RoundSide({ round, onChanged }: { round: OfficeRound; onChanged: () => void }): ReactNode {
  const [dialog, setDialog] = useState<'cancel' | 'paper'>();
  const words = STATE_WORDS[round.state.kind];
  const close = () => {
    setDialog(undefined);
    onChanged();
  };
  return (
    <>
      <Heading level={2} className="t2">
        {round.plan.title}
      </Heading>
      <Para className="mt8">{words.next}</Para>
      <KeyValue name="开始">{sayHour(round.plan.opens)}</KeyValue>
      <KeyValue name="截止">{sayHour(round.plan.closes)}</KeyValue>
      <KeyValue name="名单">{`选民 ${round.plan.electorate} 人，可推荐 ${round.plan.eligible} 人`}</KeyValue>
      <Heading level={2} className="t2 mt16">
        {`钥匙和签名（${round.plan.trustees.length} 位里要 ${round.plan.k} 位才能打开）`}
      </Heading>
      <Seats round={round} />
      <Box className="row wrap mt16">
        {round.state.kind === 'open' ? <Button onTap={() => setDialog('paper')}>记纸面推荐</Button> : null}
        {standsIn(round, FROM.cancel) ? (
          <Button kind="danger" onTap={() => setDialog('cancel')}>
            取消这一轮
          </Button>
        ) : null}
      </Box>
      {dialog === 'cancel' ? <Cancel round={round} onDone={close} /> : null}
      {dialog === 'paper' ? <PaperDialog round={round} onClose={close} /> : null}
    </>
  );
}
