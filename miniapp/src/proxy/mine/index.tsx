import type { ReactNode } from 'react';
import type { Answer } from '#shared/contract';
import { myProxies, type ShownProxy } from '#shared/proxy/contract';
import { hasEnded } from '#shared/proxy/rules';
import { dateOfDay, dayOfDate, sayDate } from '#shared/time';
import { Button, Dock } from '../../components/button';
import { ForVillager, MatchFirst, SignInFirst } from '../../components/for-villager';
import { Head, Section, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { daysLeft } from '../../components/pill';
import { Row } from '../../components/row';
import { AskByPhone, Read } from '../../components/states';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import type { Village } from '../../platform/settings';
import { mayAsk } from '../may-ask';
import { NoElection } from '../no-election';
import { sayEnd } from '../words';
import { Held, Waiting } from './as-agent';
import { Given } from './as-principal';
import { useActing } from './use-acting';

const TITLE = '委托投票';

/** Proxies one gave and is asked to hold: what comes next, and the published list. */
export default function ProxiesPage(): ReactNode {
  return (
    <ForVillager
      title={TITLE}
      signedOut={
        <SignInFirst
          title={TITLE}
          sub="选举日在外地回不来，可以请一个人代投"
          then="不要手机号。登录后和名单对一对。"
        >
          <Para>不想登录，也可以写好委托书，请家里人送到村里。</Para>
          <AskByPhone lead="问怎么办" />
        </SignInFirst>
      }
    >
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(myProxies, { params: { area: village.code } });
  if (reading.kind === 'ready') return <Own own={reading.value} village={village} />;
  if (reading.kind === 'failed' && reading.problem.code === 'roll-needed')
    return <MatchFirst title={TITLE} />;
  return (
    <Page>
      <Head title={TITLE} sub={`${village.town}${village.name}`} />
      <Read reading={reading} what="委托投票" again={again} missing={<NoElection />}>
        {() => null}
      </Read>
    </Page>
  );
}

type Mine = Answer<typeof myProxies>;

function Own({ own, village }: { own: Mine; village: Village }): ReactNode {
  const acting = useActing(village.code, own);
  const gave = own.gave.map(acting.latest);
  const asked = own.asked.map(acting.latest);
  const given = gave.find(({ proxy }) => !hasEnded(proxy));
  const waiting = asked.filter(({ proxy }) => proxy.state === 'asked');
  const held = asked.filter(({ proxy }) => proxy.state !== 'asked' && !hasEnded(proxy));
  const { problem } = acting;
  return (
    <Page
      dock={
        mayAsk({ ...own, gave, asked }) ? (
          <Dock then="下一步填受委托人，还没有送出任何内容。">
            <Button onTap={() => go('proxy/ask/index')}>委托一个人代投</Button>
          </Dock>
        ) : undefined
      }
    >
      <Head title={TITLE} sub={`${village.town}${village.name}·${sayDate(own.electionDay)}选举`} />
      {problem ? (
        <Note icon="bad" tone="red" title="没有办成">
          {problem.title}
          <AskByPhone lead="问人" />
        </Note>
      ) : null}
      {waiting.map((one) => (
        <Waiting key={one.proxy.id} shown={one} own={own} acting={acting} />
      ))}
      {given ? <Given shown={given} own={own} acting={acting} /> : null}
      {held.length > 0 ? <Held held={held} own={own} acting={acting} /> : null}
      {given || waiting.length > 0 || held.length > 0 ? null : <Nothing own={own} />}
      <Ended of={[...gave, ...asked]} />
      <Listed listed={own.listed} />
    </Page>
  );
}

function Nothing({ own: { lastDay, most, none } }: { own: Mine }): ReactNode {
  if (none !== undefined) {
    return (
      <Note icon="law" tone="off" title="这次选举不实行委托投票">
        {none}
      </Note>
    );
  }
  if (dateOfDay(today()) > lastDay) {
    return (
      <Note icon="bad" tone="off" title={`委托到${sayDate(lastDay)}为止，已经过了`}>
        选举日请自己来投票。来不了的，打电话问问。
        <AskByPhone lead="问人" />
      </Note>
    );
  }
  return (
    <>
      <Note icon="clock" tone="due" title={`委托，${daysLeft(dayOfDate(lastDay) - today())}`}>
        {`${sayDate(lastDay)}（含当天）前办。`}
      </Note>
      <Sheet pad>
        <Para>选举日在外地、回不来，可以写委托书，请名单上的一个人代您投票。</Para>
        <Para className="mute tl">{`候选人不能代投；一个人最多替 ${most} 人投。`}</Para>
      </Sheet>
    </>
  );
}

function Ended({ of }: { of: readonly ShownProxy[] }): ReactNode {
  const ended = of.filter(({ proxy }) => hasEnded(proxy));
  if (ended.length === 0) return null;
  return (
    <>
      <Section title="已经不算数的" side={`${ended.length} 份`} />
      <Sheet join="first" list>
        {ended.map(({ proxy }) => (
          <Row
            key={proxy.id}
            name={`第 ${proxy.number} 号·${proxy.principal.name}委托${proxy.agent.name}`}
            news={sayEnd(proxy)}
          />
        ))}
      </Sheet>
    </>
  );
}

function Listed({ listed }: { listed: Mine['listed'] }): ReactNode {
  if (listed.length === 0) return null;
  return (
    <>
      <Section title="公布的委托名单" side={`${listed.length} 人受委托`} />
      <Sheet join="first" list>
        {listed.map(({ agent, principals }) => (
          <Row
            key={`${agent.name} ${agent.group}`}
            icon="people"
            name={`${agent.name}（${agent.group}）`}
            news={`代${principals.map(({ name, group }) => `${name}（${group}）`).join('、')}投票`}
          />
        ))}
      </Sheet>
    </>
  );
}
