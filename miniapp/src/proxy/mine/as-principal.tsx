import type { ReactNode } from 'react';
import type { Answer } from '#shared/contract';
import { COMMITTEE_NAMES } from '#shared/election/body';
import type { myProxies, Proxy, ShownProxy } from '#shared/proxy/contract';
import { sayDate } from '#shared/time';
import { Sheet } from '../../components/head';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { WhatNext } from '../../components/steps';
import { sayState } from '../words';
import { TakeBack } from './take-back';
import type { Acting } from './use-acting';

interface Props {
  shown: ShownProxy;
  own: Answer<typeof myProxies>;
  acting: Acting;
}

/** The proxy one gave: where it stands, what comes next, and the way back. */
export function Given({ shown: { proxy, agentStands }, own, acting }: Props): ReactNode {
  const { agent, number, relation, reason } = proxy;
  return (
    <>
      {agentStands ? (
        <Note icon="bad" tone="red" title={`${agent.name}成了候选人，不能代您投票`}>
          请撤回这一份，另找一个人代投，或者自己来投票。
        </Note>
      ) : (
        <Standing proxy={proxy} />
      )}
      <Sheet join="first">
        <Row
          icon="people"
          name={`${agent.name}（${agent.group}）代您投`}
          news={`第 ${number} 号·${relation}·${reason}`}
        />
        <TakeBack
          id={proxy.id}
          electionDay={own.electionDay}
          name="不委托了"
          sure="撤回这份委托"
          news="撤回以后您自己来投票，或者另外委托一个人。"
          acting={acting}
        />
      </Sheet>
      {agentStands ? null : (
        <Sheet pad>
          <WhatNext lines={nextOf(proxy, own)} />
        </Sheet>
      )}
    </>
  );
}

function Standing({ proxy }: { proxy: Proxy }): ReactNode {
  return proxy.state === 'listed' ? (
    <Note icon="ok" tone="done" title={`名单已公布，${proxy.agent.name}代您投票`} />
  ) : (
    <Note icon="wait" tone="due" title={sayState(proxy)} />
  );
}

function nextOf({ state, agent }: Proxy, { body, electionDay }: Props['own']): string[] {
  const consents = `请告诉${agent.name}：打开本程序，在“我的选民登记”里点“委托投票”，再点同意。`;
  const check = `${COMMITTEE_NAMES[body]}拿委托书和名单核对。`;
  const list = '核对好的，选举日以前公布委托名单。没有公布的不能代投。';
  const vote = `${sayDate(electionDay)}${agent.name}拿委托投票证代您投票，您不要再投。`;
  if (state === 'asked') return [consents, check, list];
  if (state === 'consented') return [check, list, vote];
  return state === 'checked' ? [list, vote] : [vote];
}
