import { type ReactNode, useState } from 'react';
import { Button, Dock } from '../../components/button';
import { Field } from '../../components/field';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { ProgressBar, WhatNext } from '../../components/steps';
import { useCounty } from '../../platform/county';
import { demoPeople } from '../../platform/demo';
import { lockKeys } from '../../platform/keyring';
import { back } from '../../platform/navigate';
import type { Problem } from '../../platform/request';
import { rehearse } from './rehearsal';

type State =
  | { at: 'asking'; wrong?: string }
  | { at: 'working'; words: string; share: number }
  | { at: 'failed'; problem: Problem }
  | { at: 'done' };

const SHORTEST = 8;

const STEPS = [
  '每个人的钥匙在这里做，用您定的口令锁好，不会送出去',
  '每个办公室做一把办公室钥匙，分别锁给自己的人',
  '县换届办给名录签名、公布，村民的手机就能核对',
  '枣坪村开一轮推荐，四位受托人和村选委会签好名，到三天后 18:00 截止',
];

/** For a newcomer of the demo: makes the keys of all demo people in this browser, as each of them would. */
export default function DemoKeys(): ReactNode {
  const { reading } = useCounty();
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<State>({ at: 'asking' });
  const start = async (): Promise<void> => {
    if (passphrase.length < SHORTEST) {
      setState({ at: 'asking', wrong: `口令至少 ${SHORTEST} 个字` });
      return;
    }
    if (reading.kind !== 'ready') return;
    const report = (words: string, share: number): void => setState({ at: 'working', words, share });
    const problem = await rehearse(await demoPeople(), reading.value, passphrase, report);
    lockKeys();
    setState(problem ? { at: 'failed', problem } : { at: 'done' });
  };
  return (
    <Page dock={<Foot state={state} onStart={() => void start()} />}>
      <Head title="准备演示钥匙" sub="只在演示县里有这一页" />
      <Sheet join="first" pad>
        <Para>
          演示里的办案人员、受托人和换届办，都要先在自己的浏览器里做好钥匙。这一页替他们在这个浏览器里一次做完。
        </Para>
        <WhatNext lines={STEPS} />
      </Sheet>
      <Sheet pad>
        <Field
          label="给这些钥匙定一个口令"
          kind="password"
          hint={`至少 ${SHORTEST} 个字。以后用谁的身份打开信，都输这个口令`}
          value={passphrase}
          max={200}
          disabled={state.at === 'working'}
          error={state.at === 'asking' ? state.wrong : undefined}
          onInput={setPassphrase}
        />
      </Sheet>
      {state.at === 'done' ? (
        <Note icon="ok" tone="done" title="钥匙都做好了">
          名录已经公布，枣坪村的推荐也开始了。现在可以写信、收信、推荐。
        </Note>
      ) : null}
      {state.at === 'failed' ? (
        <Note icon="bad" tone="red" title="没有做完">
          {state.problem.title}
        </Note>
      ) : null}
    </Page>
  );
}

function Foot({ state, onStart }: { state: State; onStart: () => void }): ReactNode {
  if (state.at === 'working') {
    return (
      <Dock then="每把钥匙要算一秒左右，请开着这一页。">
        <ProgressBar words={state.words} share={state.share} />
      </Dock>
    );
  }
  if (state.at === 'done') {
    return (
      <Dock>
        <Button icon="ok" onTap={back}>
          回去
        </Button>
      </Dock>
    );
  }
  return (
    <Dock then="大约半分钟。">
      <Button icon="key" onTap={onStart}>
        做好所有钥匙
      </Button>
    </Dock>
  );
}
