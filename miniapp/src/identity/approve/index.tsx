import { type ReactNode, useState } from 'react';
import { approveDesk } from '#shared/identity/contract';
import { Button, Dock } from '../../components/button';
import { Field } from '../../components/field';
import { Head, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { scan } from '../../platform/device';
import { givenBy } from '../../platform/given';
import { back, go, restart, useParams } from '../../platform/navigate';
import { type Problem, send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { checkNumber, scanOf } from '../check-number';

type State = { kind: 'asking' } | { kind: 'busy' } | { kind: 'done' } | { kind: 'refused'; problem: Problem };

function Done(): ReactNode {
  return (
    <Page
      dock={
        <Dock>
          <Button onTap={() => restart('area/home/index')}>回首页</Button>
        </Dock>
      }
    >
      <Head title="电脑已登录" />
      <Note icon="ok" tone="done" title="请看电脑，几秒内就进去了">
        用完记得在电脑上退出登录。
      </Note>
    </Page>
  );
}

function Ask({ scan }: { scan: string }): ReactNode {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const session = useSession();
  const approve = async (): Promise<void> => {
    setState({ kind: 'busy' });
    const answer = await send(approveDesk, { body: { scan } });
    setState(answer.ok ? { kind: 'done' } : { kind: 'refused', problem: answer.problem });
  };
  if (state.kind === 'done') return <Done />;
  const dock = session ? (
    <Dock then="不是您在登录，就点“不是我”。没有点之前，电脑进不去。">
      <Button off={state.kind === 'busy'} onTap={() => void approve()}>
        {state.kind === 'busy' ? '正在登录' : '是我登录'}
      </Button>
      <Button kind="second" onTap={back}>
        不是我
      </Button>
    </Dock>
  ) : (
    <Dock then="先在手机上登录，再回来点“是我登录”。">
      <Button onTap={() => go('identity/sign-in/index')}>先登录</Button>
    </Dock>
  );
  return (
    <Page dock={dock}>
      <Head title="让电脑登录" sub={session?.name} />
      <Sheet pad join="first">
        <Para>电脑上显示的数字是不是</Para>
        <Box className="t0">{checkNumber(scan)}</Box>
        <Para className="mute">数字不一样，就是别人的电脑，不要点。</Para>
      </Sheet>
      {state.kind === 'refused' ? (
        <Note icon="bad" tone="red" title="没有登录">
          {state.problem.title}
        </Note>
      ) : null}
    </Page>
  );
}

function Find({ onFound }: { onFound: (scan: string) => void }): ReactNode {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const scanner = scan;
  const take = (read: string | undefined): void => {
    const scan = scanOf(read);
    if (scan) onFound(scan);
    else setError('这不是登录二维码，请对准电脑上的二维码再扫一次');
  };
  return (
    <Page>
      <Head title="让电脑登录" />
      <Sheet pad join="first">
        {scanner ? (
          <>
            <Button onTap={() => void scanner().then(take)}>扫电脑上的二维码</Button>
            {error ? <Para className="c-red b mt8">{error}</Para> : null}
          </>
        ) : (
          <>
            <Field
              label="二维码里的网址"
              hint="用手机相机或微信扫电脑上的二维码，会直接打开这一页。"
              value={text}
              onInput={setText}
              error={error}
            />
            <Box className="mt12">
              <Button onTap={() => take(text)}>下一步</Button>
            </Box>
          </>
        )}
      </Sheet>
    </Page>
  );
}

/** The phone that scanned says: sign me in at that desk. */
export default function Approve(): ReactNode {
  const given = givenBy(useParams(), 'scan', scanOf);
  const [found, setFound] = useState<string>();
  const scan = given ?? found;
  return scan ? <Ask key={scan} scan={scan} /> : <Find onFound={setFound} />;
}
