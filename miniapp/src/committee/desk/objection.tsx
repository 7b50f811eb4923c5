import { type ReactNode, useState } from 'react';
import { type Committee, type ListObjection, ObjectionEntry } from '#shared/committee/contract';
import { dateOfDay, sayDate } from '#shared/time';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { Heading, Para } from '../../components/native';
import { today } from '../../platform/clock';
import { Act, Refused } from './parts';
import type { Changing } from './use-committee';

const OUTCOMES = [
  { id: 'upheld', name: '异议成立', more: '再记那位成员退出' },
  { id: 'rejected', name: '异议不成立', more: '名单不变' },
] as const;

interface Props {
  committee: Committee;
  /** One that was put down before and waits for its decision. */
  known: ListObjection | undefined;
  changing: Changing;
}

function useEntry(known: ListObjection | undefined) {
  const [receivedOn, setReceivedOn] = useState<string>(known?.receivedOn ?? dateOfDay(today()));
  const [says, setSays] = useState(known?.says ?? '');
  const [outcome, setOutcome] = useState<string>();
  const [decidedOn, setDecidedOn] = useState<string>(() => dateOfDay(today()));
  const [reason, setReason] = useState('');
  const isDecided = outcome !== undefined;
  const decision = { decidedOn, upheld: outcome === 'upheld', reason };
  const read = ObjectionEntry.safeParse({ receivedOn, says, ...(isDecided && { decision }) });
  // One that waits is stored again only with its decision.
  const entry = read.success && (isDecided || !known) ? read.data : undefined;
  const fields = { receivedOn, says, outcome, decidedOn, reason, isDecided };
  return { ...fields, setReceivedOn, setSays, setOutcome, setDecidedOn, setReason, entry };
}

/** An objection to the list, with its decision as soon as there is one; not by whom. */
export function ObjectionForm({ committee, known, changing }: Props): ReactNode {
  const { receivedOn, says, outcome, decidedOn, reason, isDecided, entry, ...set } = useEntry(known);
  const store = () => {
    if (entry) void changing.object(known?.id, entry);
  };
  return (
    <>
      <Heading level={2} className="t2">
        对名单的异议
      </Heading>
      <Para className="mute">{`收到${sayDate(committee.objectUntil)}（含当天）为止。不写是谁提的。`}</Para>
      {known ? (
        <Para>{`${sayDate(known.receivedOn)}收到：${known.says}`}</Para>
      ) : (
        <>
          <Field kind="date" label="哪天收到的" value={receivedOn} onInput={set.setReceivedOn} />
          <Field area rows={3} label="说了什么" value={says} max={300} onInput={set.setSays} />
        </>
      )}
      <Para className="lab mt12">{known ? '怎么定的' : '怎么定的；还没有定就不选'}</Para>
      <ChoiceList
        one
        label="怎么定的"
        choices={OUTCOMES}
        chosen={outcome ? [outcome] : []}
        onToggle={set.setOutcome}
      />
      {isDecided ? (
        <>
          <Field kind="date" label="哪天定的" value={decidedOn} onInput={set.setDecidedOn} />
          <Field area rows={3} label="理由" value={reason} max={300} onInput={set.setReason} />
        </>
      ) : null}
      <Refused problem={changing.problem} />
      <Act
        words="记下异议"
        off={changing.busy || !entry}
        then="定了的不能再改。成立的，接着记那位成员退出。"
        onTap={store}
      />
    </>
  );
}
