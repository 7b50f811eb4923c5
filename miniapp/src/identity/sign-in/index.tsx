import { type ReactNode, useState } from 'react';
import { signInByWechat } from '#shared/identity/contract';
import { Button, Dock } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { WhatNext } from '../../components/steps';
import { Row } from '../../components/row';
import { wechatCode } from '../../platform/device';
import { back, go } from '../../platform/navigate';
import { type Problem, send } from '../../platform/request';
import { takeSession } from '../../platform/session';
import { DeskSignIn } from './desk-sign-in';

const NO_CODE: Problem = { code: 'busy', title: '微信没有给出登录凭证，没有登录。请退出微信再进来试一次。' };

async function signIn(): Promise<Problem | undefined> {
  const code = await wechatCode?.();
  if (code === undefined) return NO_CODE;
  const answer = await send(signInByWechat, { body: { code } });
  if (!answer.ok) return answer.problem;
  takeSession(answer.value);
  return undefined;
}

/** In WeChat one tap signs in. */
function WechatSignIn(): ReactNode {
  const [state, setState] = useState<'idle' | 'busy' | Problem>('idle');
  const busy = state === 'busy';
  const start = async (): Promise<void> => {
    setState('busy');
    const problem = await signIn();
    if (problem) setState(problem);
    else back();
  };
  return (
    <Page
      dock={
        <Dock then="不要手机号，不要头像。登录后还要对上名单，才能推荐。">
          <Button off={busy} onTap={() => void start()}>
            {busy ? '正在登录' : '用微信登录'}
          </Button>
        </Dock>
      }
    >
      <Head title="登录" sub="看公告、时间表和投诉举报都不用登录" />
      {typeof state === 'string' ? null : (
        <Note icon="bad" tone="red" title="没有登录">
          {state.title}
        </Note>
      )}
      <Sheet pad>
        <Para className="b">登录以后</Para>
        <WhatNext
          lines={[
            '输入姓名和身份证号后六位，和名单对一对',
            '名单上有您，就能在手机上推荐、办委托',
            '微信号只存成一串改不回来的暗码',
          ]}
        />
        <Row icon="me" name="用另一部手机上的数字" onTap={() => go('identity/second-phone/index')} />
      </Sheet>
    </Page>
  );
}

/** Signing in: by WeChat in WeChat, by a phone that scans at a desk. */
export default function SignIn(): ReactNode {
  return wechatCode === undefined ? <DeskSignIn /> : <WechatSignIn />;
}
