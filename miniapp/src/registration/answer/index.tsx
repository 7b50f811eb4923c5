import { type ReactNode, useState } from 'react';
import {
  answerRegistration,
  myRegistration,
  type OwnRegistration,
  type Registration,
} from '#shared/registration/contract';
import { answerOf } from '#shared/registration/rules';
import { dateOfDay, dayOfDate, sayDate } from '#shared/time';
import { Button, Dock } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { ForVillager, MatchFirst, SignInFirst } from '../../components/for-villager';
import { Head, Section, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { daysLeft } from '../../components/pill';
import { Row } from '../../components/row';
import { AskByPhone, Empty, Read } from '../../components/states';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import type { Village } from '../../platform/settings';
import { useAct } from '../../platform/use-act';
import { sayAnswer, sayPart } from '../words';

const TITLE = '参加不参加本次选举';

/** 参加 or 不参加: answered on the phone until the roll is posted, with every attempt to reach the person. */
export default function AnswerPage(): ReactNode {
  return (
    <ForVillager
      title={TITLE}
      signedOut={
        <SignInFirst title={TITLE} sub="登记的时候问一次，公布名单以前可以改" then="不要手机号。">
          <Para>先登录，再和登记的本人对上。</Para>
          <AskByPhone lead="也可以打电话说" />
        </SignInFirst>
      }
    >
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(myRegistration, { params: { area: village.code } });
  if (reading.kind === 'ready') return <Own own={reading.value} village={village} />;
  if (reading.kind === 'failed' && reading.problem.code === 'roll-needed') {
    return <MatchFirst title={TITLE} says="先用姓名和身份证号后六位，和登记的本人对上。" />;
  }
  const missing = <Empty title="还没有开始登记">定了选举日以后，就可以在这里答复。</Empty>;
  return (
    <Page>
      <Head title={TITLE} sub={`${village.town}${village.name}`} />
      <Read reading={reading} what="您的答复" again={again} missing={missing}>
        {() => null}
      </Read>
    </Page>
  );
}

function useAnswering({ code: area }: Village) {
  const [sent, setSent] = useState<Registration>();
  const { busy, problem, act } = useAct();
  const answer = async (takesPart: boolean): Promise<void> => {
    const outcome = await act(() => send(answerRegistration, { params: { area }, body: { takesPart } }));
    if (outcome.ok) setSent(outcome.value);
  };
  return { sent, problem, busy, answer };
}

const YES = { id: 'yes', name: '参加', more: '列入选民名单，可以推荐、投票' } as const;
/** Who lives in the village of their hukou is entered whatever they say: 村组法(2025) 第16条. */
const CHOICES = {
  村民委员会: [
    YES,
    {
      id: 'no',
      name: '不参加',
      more: '不在村里住的，不列入名单；户口和人都在村里的，照样列入，投不投票由您',
    },
  ],
  居民委员会: [YES, { id: 'no', name: '不参加', more: '这一次不列入名单' }],
} as const satisfies Record<OwnRegistration['body'], unknown>;

function Own({ own, village }: { own: OwnRegistration; village: Village }): ReactNode {
  const [picked, setPicked] = useState<string>();
  const { sent, problem, busy, answer } = useAnswering(village);
  const now = sent ?? own;
  const isOpen = dateOfDay(today()) <= own.lastDay;
  const dock = (
    <Dock then={`${sayDate(own.lastDay)}（含当天）前随时可以改。`}>
      <Button off={busy || !picked} onTap={() => void answer(picked === 'yes')}>
        {busy ? '正在送' : picked ? '送出我的答复' : '先选参加还是不参加'}
      </Button>
    </Dock>
  );
  return (
    <Page dock={isOpen ? dock : undefined}>
      <Head title={TITLE} sub={`${own.name}·${own.group}·${sayDate(own.electionDay)}选举`} />
      <Stands now={now} />
      {problem ? (
        <Note icon="bad" tone="red" title="没有送成">
          {problem.title}
          <AskByPhone lead="问人" />
        </Note>
      ) : null}
      {isOpen ? (
        <Sheet pad join="first">
          <ChoiceList
            one
            label={TITLE}
            choices={CHOICES[own.body]}
            chosen={picked ? [picked] : []}
            onToggle={setPicked}
          />
          <Para className="tl mute">{WHO_MUST[own.body]}</Para>
        </Sheet>
      ) : null}
      <Until own={own} isOpen={isOpen} />
      <Sheet>
        <Row icon="pen" name="选举日回不来，委托投票" onTap={() => go('proxy/mine/index')} />
      </Sheet>
      <History {...now} />
    </Page>
  );
}

const WHO_MUST = {
  村民委员会: '户口在村、人在外面的，本人表示参加才登记；户口和人都在村里的，不答也登记。',
  居民委员会: '社区选举，都要本人表示参加才登记。',
} as const satisfies Record<OwnRegistration['body'], string>;

function Stands({ now }: { now: Pick<Registration, 'answers'> }): ReactNode {
  const stands = answerOf(now);
  return stands ? (
    <Note icon="ok" tone="done" title={`现在记的是：${sayPart(stands)}`}>
      {sayAnswer(stands)}
    </Note>
  ) : (
    <Note icon="ask" tone="plain" title="还没有答复" />
  );
}

function Until({ own: { lastDay }, isOpen }: { own: OwnRegistration; isOpen: boolean }): ReactNode {
  if (isOpen) {
    return (
      <Note icon="clock" tone="due" title={`答复，${daysLeft(dayOfDate(lastDay) - today())}`}>
        {`${sayDate(lastDay)}（含当天）前答复，第二天公布名单。`}
      </Note>
    );
  }
  return (
    <Sheet>
      <Note icon="bad" tone="off" title={`名单已经公布，答复到${sayDate(lastDay)}为止`}>
        名单上有您没有、写得对不对，请到名单上看；不对可以提异议。
      </Note>
      <Row icon="ask" name="对名单提异议" onTap={() => go('objection/file/index')} />
    </Sheet>
  );
}

function History({ answers, contacts }: Pick<Registration, 'answers' | 'contacts'>): ReactNode {
  return (
    <>
      {contacts.length > 0 ? (
        <>
          <Section title="村里联系过您" side={`${contacts.length} 次`} />
          <Sheet join="first" list>
            {contacts.map(({ id, day, way, reached, came }) => (
              <Row
                key={id}
                name={`${sayDate(day)}·${way}·${reached ? '联系上了' : '没有联系上'}`}
                news={came}
              />
            ))}
          </Sheet>
        </>
      ) : null}
      {answers.length > 1 ? (
        <>
          <Section title="答复过的" side={`${answers.length} 次`} />
          <Sheet join="first" list>
            {answers.map((answer, i) => (
              // The order of the answers is their identity.
              <Row key={`answer-${i + 1}`} name={sayPart(answer)} news={sayAnswer(answer)} />
            ))}
          </Sheet>
        </>
      ) : null}
    </>
  );
}
