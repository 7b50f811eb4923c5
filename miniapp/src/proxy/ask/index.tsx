import type { ReactNode } from 'react';
import type { Answer } from '#shared/contract';
import { myProxies } from '#shared/proxy/contract';
import { proxyWords } from '#shared/proxy/paper';
import { Button, Dock } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { ForVillager, MatchFirst, SignInFirst } from '../../components/for-villager';
import { Head, Sheet } from '../../components/head';
import { Box, Para, Picture } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { RollFields } from '../../components/roll-fields';
import { AskByPhone, Read } from '../../components/states';
import { StepHead, WhatNext } from '../../components/steps';
import { backTo, replace } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import type { Village } from '../../platform/settings';
import { type Asking, REASONS, RELATIONS, STEPS, useAsking } from './use-asking';
import { mayAsk } from '../may-ask';
import { NoElection } from '../no-election';
import './paper.css';

const TITLE = '委托一个人代投';

/** Asks somebody of the roll to vote for one: whom, what they are to one, why, and the photographed paper. */
export default function AskProxyPage(): ReactNode {
  return (
    <ForVillager
      title={TITLE}
      signedOut={
        <SignInFirst title={TITLE} sub="选举日在外地回不来的，可以委托" then="不要手机号。">
          <Para>登录后和名单对一对，再填受委托人。</Para>
        </SignInFirst>
      }
    >
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}

type Mine = Answer<typeof myProxies>;

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(myProxies, { params: { area: village.code } });
  if (reading.kind === 'ready') {
    const Asked = mayAsk(reading.value) ? Open : NotNow;
    return <Asked own={reading.value} village={village} />;
  }
  if (reading.kind === 'failed' && reading.problem.code === 'roll-needed')
    return <MatchFirst title={TITLE} />;
  return (
    <Page>
      <Head title={TITLE} />
      <Read reading={reading} what="委托投票" again={again} missing={<NoElection />}>
        {() => null}
      </Read>
    </Page>
  );
}

/** Whoever opened this page by its address, and may not ask: what is theirs says why, and what they can do. */
function NotNow(): ReactNode {
  return (
    <Page
      dock={
        <Dock>
          <Button onTap={() => replace('proxy/mine/index')}>看我的委托</Button>
        </Dock>
      }
    >
      <Head title={TITLE} />
      <Sheet pad join="first">
        <Para>您现在不能再委托一个人：已经委托过、正在替别人投，或者过了最后一天。</Para>
      </Sheet>
    </Page>
  );
}

function Open({ own, village }: { own: Mine; village: Village }): ReactNode {
  const asking = useAsking(village.code, () => backTo('proxy/mine/index'));
  const { step, goTo, problem, typing } = asking;
  const pages = [Whom, Relation, Reason, Paper];
  const Step = pages[step - 1] ?? Whom;
  return (
    <Page
      dock={<Next asking={asking} />}
      atStake={typing.name !== ''}
      {...(step > 1 ? { onBack: () => goTo(step - 1) } : {})}
    >
      {problem ? (
        <Note icon="bad" tone="red" title={step === 1 ? '还没有核对' : '没有送成'}>
          {problem.title}
          <AskByPhone lead="问人" />
        </Note>
      ) : null}
      <Step {...{ asking, own, village }} />
    </Page>
  );
}

function Next({ asking }: { asking: Asking }): ReactNode {
  const { step, goTo, find, words, isOther, photo, busy, ask } = asking;
  const unsent = '还没有送出任何内容。';
  if (step === STEPS) {
    const then = photo ? '送出以后，受委托人在手机上同意，村里再核对。' : '先拍委托书，才能送出。';
    return (
      <Dock then={then}>
        <Button off={busy || !photo} onTap={() => void ask()}>
          {busy ? '正在送' : '送出委托'}
        </Button>
      </Dock>
    );
  }
  const ready = [true, words.relation, words.reason && words.reason.length >= 2][step - 1];
  return (
    <Dock then={ready ? unsent : `${step === 3 && isOther ? '先写明什么事' : '先选一样'}。${unsent}`}>
      <Button off={busy || !ready} onTap={() => (step === 1 ? void find() : goTo(step + 1))}>
        {busy ? '正在和名单核对' : '下一步'}
      </Button>
    </Dock>
  );
}

interface StepProps {
  asking: Asking;
  own: Mine;
  village: Village;
}

function Whom({ asking: { typing }, own: { most } }: StepProps): ReactNode {
  return (
    <>
      <StepHead step={1} of={STEPS} question="委托谁" />
      <RollFields typing={typing} labels={['受委托人的姓名', '受委托人身份证号后六位']} />
      <Sheet pad>
        <Para className="mute tl">
          {`要在本村选民名单上，不是候选人，没有委托别人。一个人最多替 ${most} 人投。`}
        </Para>
      </Sheet>
    </>
  );
}

function Relation({ asking: { words, setRelation } }: StepProps): ReactNode {
  const label = `${words.agent}是您什么人`;
  return (
    <>
      <StepHead step={2} of={STEPS} question={label} />
      <Sheet pad join="first">
        <ChoiceList
          one
          label={label}
          choices={RELATIONS.map((name) => ({ id: name, name }))}
          chosen={words.relation ? [words.relation] : []}
          onToggle={setRelation}
        />
      </Sheet>
    </>
  );
}

function Reason({ asking: { picked, setPicked, isOther, other, setOther } }: StepProps): ReactNode {
  const label = '选举日为什么来不了';
  return (
    <>
      <StepHead step={3} of={STEPS} question={label} />
      <Sheet pad join="first">
        <ChoiceList
          one
          label={label}
          choices={REASONS.map((name) => ({ id: name, name }))}
          chosen={picked ? [picked] : []}
          onToggle={setPicked}
        />
        {isOther ? (
          <Field label="什么事" hint="在本村的不能委托" max={100} value={other} onInput={setOther} />
        ) : null}
      </Sheet>
    </>
  );
}

function Paper({ asking: { words, photo, photograph }, own, village }: StepProps): ReactNode {
  return (
    <>
      <StepHead step={4} of={STEPS} question="写委托书，拍下来" />
      <Sheet pad join="first">
        <WhatNext lines={['找一张白纸，照下面的话抄一遍。', '签上您的名字和日期。', '把纸放平，拍清楚。']} />
        <Box className="proxy-words">
          <Para className="b tc">委托书</Para>
          <Para>{proxyWords(defined(words), { ...own, village: village.name })}</Para>
          <Para>委托人签名、日期</Para>
        </Box>
        {photo ? <Picture className="proxy-photo" src={photo.src} label="拍下的委托书" /> : null}
        <Button kind={photo ? 'second' : 'first'} icon="photo" onTap={() => void photograph()}>
          {photo ? '重新拍' : '拍委托书'}
        </Button>
        <Para className="then">照片只有本村选举委员会能看，委托不算数了就删掉。</Para>
      </Sheet>
    </>
  );
}

function defined({ agent, relation, reason }: Asking['words']) {
  return { agent, ...(relation ? { relation } : {}), ...(reason ? { reason } : {}) };
}
