import { type ReactNode, useState } from 'react';
import type { Who } from '#shared/committee/contract';
import { orderOf } from '#shared/committee/rules';
import { beforeForming } from '#shared/committee/warnings';
import type { Timetable } from '#shared/election/contract';
import type { Chosen, Minutes } from '#shared/meeting/contract';
import { CHOOSES_COMMITTEE } from '#shared/meeting/kinds';
import { itemsThatDecided } from '#shared/meeting/rules';
import { dateOfDay, LegalDate, sayDate } from '#shared/time';
import { ChoiceList, toggled } from '../../components/choice';
import { Doubts, useListed } from '../../components/doubts';
import { Field } from '../../components/field';
import { Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { today } from '../../platform/clock';
import { Act, keyOf, PickPeople, Refused } from './parts';
import type { Changing } from './use-committee';

interface Props {
  minutes: readonly Minutes[];
  table: Timetable | undefined;
  changing: Changing;
  /** Minutes that formed the committee which stands. */
  used: readonly string[];
}

/** Forming the committee: the votes decide who and in which order; here it is said how many, and who leads. */
export function Forming({ minutes, table, changing, used }: Props): ReactNode {
  const fit = minutes.filter(
    (one) => !used.includes(one.id) && itemsThatDecided(one, CHOOSES_COMMITTEE).length > 0,
  );
  const [ids, setIds] = useState<readonly string[]>(() => fit.slice(-1).map(({ id }) => id));
  const [size, setSize] = useState('5');
  const chosen = fit.filter(({ id }) => ids.includes(id));
  if (fit.length === 0) {
    return (
      <>
        <Heading level={2} className="t2">
          推选选举委员会
        </Heading>
        <Para className="mute">
          先到“会议记录”里存下推选的会议：写明办的是推选选举委员会，写上每个人的票，签名定稿。
        </Para>
      </>
    );
  }
  const toggle = (id: string) => setIds((now) => toggled(now, id));
  return (
    <>
      <Heading level={2} className="t2">
        {used.length > 0 ? '另行推选' : '推选选举委员会'}
      </Heading>
      <Para className="lab mt12">用哪份会议记录；各组分别推选的，每组一份</Para>
      <ChoiceList
        label="会议记录"
        choices={fit.map(({ id, text }) => ({
          id,
          name: `${text.group}${text.kind}`,
          more: sayDate(text.day),
        }))}
        chosen={ids}
        onToggle={toggle}
      />
      <Field
        kind="digits"
        label="选举委员会几个人"
        hint="至少 3 人，单数为宜"
        value={size}
        onInput={setSize}
      />
      <Posts key={`${ids.join()} ${size}`} minutes={chosen} size={Number(size)} {...{ table, changing }} />
    </>
  );
}

interface PostsProps {
  minutes: readonly Minutes[];
  size: number;
  table: Timetable | undefined;
  changing: Changing;
}

/** Who leads, of those whom the votes made members. */
function usePosts(members: readonly Chosen[]) {
  const [chair, setChair] = useState<Who | undefined>(members[0]);
  const [deputies, setDeputies] = useState<readonly Who[]>([]);
  const without = (who: Who) => deputies.filter((one) => keyOf(one) !== keyOf(who));
  return {
    chair,
    deputies,
    lead: (who: Who) => {
      setChair(who);
      setDeputies(without(who));
    },
    toggle: (who: Who) => {
      const rest = without(who);
      setDeputies(rest.length < deputies.length ? rest : [...rest, who]);
    },
  };
}

const bare = ({ name, group }: Who): Who => ({ name, group });

function Posts({ minutes, size, table, changing }: PostsProps): ReactNode {
  const listed = useListed(minutes[0]?.area);
  const order = orderOf(minutes);
  const members = order.slice(0, size);
  const { chair, deputies, lead, toggle } = usePosts(members);
  const [postedOn, setPostedOn] = useState<string>(() => dateOfDay(today()));
  const day = LegalDate.safeParse(postedOn);
  const whole = chair && day.success && members.length > 0;
  const store = () => {
    if (!whole) return;
    const posts = { chair: bare(chair), deputies: deputies.map(bare) };
    void changing.form({ minutes: minutes.map(({ id }) => id), size, ...posts, postedOn: day.data });
  };
  const more = ({ votes }: Chosen) => `${votes} 票`;
  const others = members.filter((one) => !chair || keyOf(one) !== keyOf(chair));
  const waiting = order.slice(size).map(({ name }) => name);
  return (
    <>
      <PickPeople
        one
        label="主任"
        people={members}
        chosen={chair ? [chair] : []}
        more={more}
        onToggle={lead}
      />
      <PickPeople label="副主任，可以不选" people={others} chosen={deputies} more={more} onToggle={toggle} />
      <Para className="tl mute">{`候补：${waiting.join('、') || '没有'}`}</Para>
      <Field kind="date" label="名单哪天公布的" value={postedOn} onInput={setPostedOn} />
      {beforeForming(minutes, size, table).map((words) => (
        <Note key={words} icon="warn" tone="due">
          {words}
        </Note>
      ))}
      {minutes.map((held) => (
        <Doubts key={held.id} held={held} listed={listed} />
      ))}
      <Refused problem={changing.problem} />
      <Act
        words="存下选举委员会"
        off={changing.busy || !whole}
        then="成员和候补的先后按票数定，存下以后不能调换。名单公告的正文会写好。"
        onTap={store}
      />
    </>
  );
}
