import { type ReactNode, useState } from 'react';
import { type Committee, type Leaving, WHY_LEFT, type Who } from '#shared/committee/contract';
import { dateOfDay, LegalDate } from '#shared/time';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { today } from '../../platform/clock';
import { Act, keyOf, PickPeople, Refused, sayWho } from './parts';
import type { Changing } from './use-committee';

interface Props {
  committee: Committee;
  who: Who & { post?: string };
  changing: Changing;
}

/** Somebody leaves: why and when; who moves up is said, and never chosen. */
export function LeavingForm({ committee, who, changing }: Props): ReactNode {
  const [why, setWhy] = useState<Leaving['why']>();
  const [day, setDay] = useState<string>(() => dateOfDay(today()));
  const [chair, setChair] = useState<Who>();
  const { members, alternates } = committee;
  const isMember = members.some((one) => keyOf(one) === keyOf(who));
  const [next] = alternates;
  const after = [...members.filter((one) => keyOf(one) !== keyOf(who)), ...(next ? [next] : [])];
  const wantsChair = who.post === '主任' && after.length > 0;
  const date = LegalDate.safeParse(day);
  const whole = why && date.success && (!wantsChair || chair);
  const store = () => {
    if (!why || !date.success) return;
    const lead = chair && { chair: { name: chair.name, group: chair.group } };
    const { name, group } = who;
    void changing.leave({ name, group, why, day: date.data, ...(wantsChair && lead) });
  };
  return (
    <>
      <Heading level={2} className="t2">
        {`${sayWho(who)}退出`}
      </Heading>
      <Follows isMember={isMember} next={next} />
      <Why why={why} onPick={setWhy} />
      <Field kind="date" label="哪天退出的" value={day} onInput={setDay} />
      {wantsChair ? (
        <PickPeople
          one
          label="现在谁当主任"
          people={after}
          chosen={chair ? [chair] : []}
          more={({ votes }) => `${votes} 票`}
          onToggle={setChair}
        />
      ) : null}
      <Refused problem={changing.problem} />
      <Act
        words="记下退出"
        off={changing.busy || !whole}
        then="记下以后不能收回。成员变更公告的正文会写好。"
        onTap={store}
      />
    </>
  );
}

function Why({
  why,
  onPick,
}: {
  why: Leaving['why'] | undefined;
  onPick: (why: Leaving['why'] | undefined) => void;
}): ReactNode {
  return (
    <>
      <Para className="lab mt12">为什么退出</Para>
      <ChoiceList
        one
        label="为什么退出"
        choices={WHY_LEFT.map((id) => ({ id, name: id }))}
        chosen={why ? [why] : []}
        onToggle={(id) => onPick(WHY_LEFT.find((one) => one === id))}
      />
    </>
  );
}

function Follows({ isMember, next }: { isMember: boolean; next: Who | undefined }): ReactNode {
  if (!isMember) return <Para className="mute">候补退出，没有人动。</Para>;
  return next ? (
    <Note icon="move" title={`由${sayWho(next)}递补`}>
      按推选时的票数先后，不能跳过。本人也要退出的，先记他退出。
    </Note>
  ) : (
    <Note icon="bad" tone="red" title="没有候补了">
      记下以后选举委员会有缺额，要另行推选。
    </Note>
  );
}
