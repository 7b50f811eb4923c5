import { type ReactNode, useEffect, useState } from 'react';
import { matchRoll, myEntries, type OwnEntry } from '#shared/roll/contract';
import { Button, Dock } from '../../components/button';
import { ForVillager, SignInFirst } from '../../components/for-villager';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { RollFields, useRollTyping } from '../../components/roll-fields';
import { Row } from '../../components/row';
import { AskByPhone, Read } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import { rememberEntry } from '../../platform/session';
import type { Village } from '../../platform/settings';
import { useAct } from '../../platform/use-act';

const TITLE = '我的选民登记';

function Entry({ entry, village }: { entry: OwnEntry; village: Village }): ReactNode {
  useEffect(() => rememberEntry(entry), [entry]);
  return (
    <Page>
      <Head title={TITLE} sub={`${village.town}${village.name}`} />
      <Note icon="ok" tone="done" title="已登记，名单上有您" />
      <Sheet join="first">
        <Row icon="me" name={entry.name} news={`${entry.group}${entry.member ? '·中共党员' : ''}`} />
        <ToPublished />
        <Row
          icon="pen"
          name="我的推荐"
          news="推荐过没有，还能不能改"
          onTap={() => go('recommendation/person/index', { area: village.code })}
        />
        <Row
          icon="ok"
          name="参加不参加本次选举"
          news="答复过没有，村里联系过几次"
          onTap={() => go('registration/answer/index')}
        />
        <Row
          icon="people"
          name="委托投票"
          news="选举日回不来，或者有人请您代投"
          onTap={() => go('proxy/mine/index')}
        />
        <ToObject />
      </Sheet>
      <Sheet pad>
        <Para className="tl">写得不对，请提异议，或者打电话、到村委会说。</Para>
        <AskByPhone lead="要改" />
      </Sheet>
    </Page>
  );
}

/** Where one comes in by a slip of the village, without an ID number. */
function ToSlip(): ReactNode {
  return (
    <Row
      icon="file"
      name="村里给了纸条"
      news="扫一扫，或者输纸条上的数字，不用身份证号"
      onTap={() => go('slip/enter/index')}
    />
  );
}

/** Where one looks up an elder. */
function ToFamily(): ReactNode {
  return (
    <Row
      icon="people"
      name="替家人查"
      news="老人不用手机的，家里人可以查"
      onTap={() => go('roll/published/family/index')}
    />
  );
}

/** The published list: the own line with its proof. */
function ToPublished(): ReactNode {
  return (
    <Row
      icon="proof"
      name="公布的选民名单"
      news="您的一条改没改过，本村都有谁"
      onTap={() => go('roll/published/index')}
    />
  );
}

/** Where one says that the roll is wrong, on it or not. */
function ToObject(): ReactNode {
  return (
    <Row
      icon="ask"
      name="对名单提异议"
      news="漏了人、多了人、写错了，都可以提"
      onTap={() => go('objection/file/index')}
    />
  );
}

function SignedOut(): ReactNode {
  return (
    <SignInFirst
      title={TITLE}
      sub="看看名单上有没有您，写得对不对"
      then="不要手机号。登录后输入姓名和身份证号后六位。"
    >
      <Para>名单只给本人看自己的一条，所以要先登录。</Para>
      <WhatNext
        lines={['用微信登录', '输入姓名和身份证号后六位，或者用村里给的纸条', '对上了，就看到您的登记']}
      />
      <Para className="mute tl">不想登录，也可以看村委会墙上的名单。</Para>
    </SignInFirst>
  );
}

function useMatch(village: Village, onMatched: (entry: OwnEntry) => void) {
  const typing = useRollTyping();
  const { busy, problem, setProblem, act } = useAct();
  const match = async (): Promise<void> => {
    setProblem(undefined);
    if (!typing.isWhole()) return;
    const { name, idLastSix } = typing;
    const params = { area: village.code };
    const answer = await act(() => send(matchRoll, { params, body: { name, idLastSix } }));
    if (answer.ok) onMatched(answer.value);
  };
  return { typing, problem, busy, match };
}

function NotMatched({ problem }: { problem: Problem }): ReactNode {
  return (
    <Note icon="bad" tone="red" title="没有对上">
      {problem.title}
      <AskByPhone lead="问人" />
    </Note>
  );
}

function Match({
  village,
  onMatched,
}: {
  village: Village;
  onMatched: (entry: OwnEntry) => void;
}): ReactNode {
  const { typing, problem, busy, match } = useMatch(village, onMatched);
  const dock = (
    <Dock then="只在这一次和名单核对，不保存身份证号。">
      <Button off={busy} onTap={() => void match()}>
        {busy ? '正在对名单' : '和名单对一对'}
      </Button>
    </Dock>
  );
  return (
    <Page dock={dock}>
      <Head title={TITLE} sub={`${village.town}${village.name}的名单`} />
      {problem ? <NotMatched problem={problem} /> : null}
      <RollFields typing={typing} />
      <Sheet>
        <ToSlip />
        <ToFamily />
        <ToObject />
      </Sheet>
    </Page>
  );
}

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(myEntries, {});
  const [matched, setMatched] = useState<OwnEntry>();
  if (matched) return <Entry entry={matched} village={village} />;
  if (reading.kind !== 'ready') {
    return (
      <Page>
        <Head title={TITLE} />
        <Read reading={reading} what="您的登记" again={again}>
          {() => null}
        </Read>
      </Page>
    );
  }
  const own = reading.value.find((entry) => entry.area === village.code);
  return own ? <Entry entry={own} village={village} /> : <Match village={village} onMatched={setMatched} />;
}

/** A person's own line of the roll, and the way to it. */
export default function EntryPage(): ReactNode {
  return (
    <ForVillager title={TITLE} signedOut={<SignedOut />}>
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}
