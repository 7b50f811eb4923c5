import { type ReactNode } from 'react';
import {
  fileObjection,
  myObjections,
  type Objection,
  type ObjectionWindow,
} from '#shared/objection/contract';
import { sayDecision, sayLateness } from '#shared/objection/notice';
import { isOverdue } from '#shared/objection/overdue';
import { dateOfDay, dayOfDate, sayDate } from '#shared/time';
import { Button, Dock } from '../../components/button';
import { ForVillager, SignInFirst } from '../../components/for-villager';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { daysLeft, Pill } from '../../components/pill';
import { Row } from '../../components/row';
import { AskByPhone, Empty, Read } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { today } from '../../platform/clock';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import type { Village } from '../../platform/settings';
import { KINDS } from '../kinds';
import { Fields } from '../fields';
import { useDraft, type Writing } from '../draft';

const TITLE = '对名单提异议';

/** Objections to the roll: filed in five days, answered in three, and read here. */
export default function ObjectionPage(): ReactNode {
  return (
    <ForVillager title={TITLE} signedOut={<SignedOut />}>
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}

function SignedOut(): ReactNode {
  return (
    <SignInFirst
      title={TITLE}
      sub="名单上漏了人、多了人、写错了，都可以提"
      then="不要手机号。处理结果只有您自己看得到。"
    >
      <Para>不想登录，也可以到村民选举委员会当面提，或者打电话。</Para>
      <AskByPhone lead="打电话提" />
    </SignInFirst>
  );
}

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(myObjections, { params: { area: village.code } });
  if (reading.kind !== 'ready') {
    return (
      <Page>
        <Head title={TITLE} sub={`${village.town}${village.name}`} />
        <Read
          reading={reading}
          what="您提的异议"
          again={again}
          missing={<Empty title="名单还没有公布">公布以后，就可以在这里提异议。</Empty>}
        >
          {() => null}
        </Read>
      </Page>
    );
  }
  return <Open village={village} {...reading.value} />;
}

function Open({
  village,
  window,
  filed,
}: {
  village: Village;
  window: ObjectionWindow;
  filed: readonly Objection[];
}): ReactNode {
  const filing = useDraft((id, body) => send(fileObjection, { params: { area: village.code, id }, body }));
  const { sent, busy, file } = filing;
  const all = sent && !filed.some(({ id }) => id === sent.id) ? [sent, ...filed] : filed;
  const day = dateOfDay(today());
  const isOpen = day >= window.first && day <= window.last;
  const dock = (
    <Dock then="提了以后，马上告诉您哪天以前作出决定，结果在这里看。">
      <Button off={busy} onTap={() => void file()}>
        {busy ? '正在送' : '提出这条异议'}
      </Button>
    </Dock>
  );
  return (
    <Page dock={isOpen && !sent ? dock : undefined}>
      <Head title={TITLE} sub={`${village.town}${village.name}的选民名单`} />
      {sent ? <Sent objection={sent} /> : <When window={window} isOpen={isOpen} />}
      {isOpen && !sent ? <Form filing={filing} /> : null}
      {all.length > 0 ? <Own filed={all} /> : null}
    </Page>
  );
}

function When({
  window: { first, last, provisional },
  isOpen,
}: {
  window: ObjectionWindow;
  isOpen: boolean;
}) {
  const day = today();
  if (isOpen) {
    const left = daysLeft(dayOfDate(last) - day);
    return (
      <Note icon="clock" tone="due" title={`提异议，${left}`}>
        {`${sayDate(last)}（含当天）前提出。${provisional ? '遇到放假，最后一天还会往后移。' : ''}`}
      </Note>
    );
  }
  if (day < dayOfDate(first)) {
    return <Empty title="名单还没有公布">{`${sayDate(first)}公布，当天起可以提异议。`}</Empty>;
  }
  return (
    <Sheet>
      <Note icon="bad" tone="off" title={`提异议到${sayDate(last)}为止，已经过了`}>
        名单还有不对的地方，请给村民选举委员会打电话，问问还能怎么办。
      </Note>
      <Box className="pad">
        <AskByPhone lead="问人" />
      </Box>
    </Sheet>
  );
}

function Sent({ objection: { number, due } }: { objection: Objection }): ReactNode {
  return (
    <>
      <Note icon="ok" tone="done" title={`收到了，第 ${number} 号`} />
      <Sheet pad join="first">
        <WhatNext
          lines={[
            `村民选举委员会在${sayDate(due)}（含当天）前作出决定。`,
            '决定出来后，在这一页看得到。',
            '决定和理由会公布，公布时不写您的姓名。',
          ]}
        />
      </Sheet>
    </>
  );
}

function Form({ filing }: { filing: Writing }): ReactNode {
  const { problem } = filing;
  return (
    <>
      {problem ? (
        <Note icon="bad" tone="red" title="没有提成">
          {problem.title}
          <AskByPhone lead="问人" />
        </Note>
      ) : null}
      <Fields writing={filing} />
    </>
  );
}

function Own({ filed }: { filed: readonly Objection[] }): ReactNode {
  return (
    <>
      <Section title="您提过的" side={`${filed.length} 条`} />
      <Sheet join="first" list>
        {filed.map((one) => (
          <Row
            key={one.id}
            above={<Standing objection={one} />}
            name={`第 ${one.number} 号·${one.concerning.name}·${KINDS[one.about].name}`}
            news={<Answer objection={one} />}
          />
        ))}
      </Sheet>
    </>
  );
}

function Standing({ objection }: { objection: Objection }): ReactNode {
  if (objection.state === 'decided') {
    return (
      <Pill icon="ok" tone="done">
        已有决定
      </Pill>
    );
  }
  return isOverdue(objection, dateOfDay(today())) ? (
    <Pill icon="bad" tone="red">
      超过期限，还没有决定
    </Pill>
  ) : (
    <Pill icon="wait" tone="due">
      等决定
    </Pill>
  );
}

function Answer({ objection }: { objection: Objection }): ReactNode {
  if (objection.state === 'decided') {
    const { decidedOn, reason } = objection.decision;
    const late = sayLateness(objection);
    return `${sayDate(decidedOn)}：${sayDecision(objection)}${late && `（${late}）`}。理由：${reason}`;
  }
  const { receivedOn, due } = objection;
  if (!isOverdue(objection, dateOfDay(today()))) {
    return `${sayDate(receivedOn)}收到，${sayDate(due)}（含当天）前决定`;
  }
  return (
    <>
      {`本应在${sayDate(due)}前决定。`}
      <AskByPhone lead="催一催" />
    </>
  );
}
