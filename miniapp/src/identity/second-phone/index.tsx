import { type ReactNode, useState } from 'react';
import { bindPhone, type Session, signInByWechat } from '#shared/identity/contract';
import { Button, Dock } from '../../components/button';
import { Field } from '../../components/field';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Page } from '../../components/page';
import { NotDone } from '../../components/states';
import { wechatCode } from '../../platform/device';
import { restart } from '../../platform/navigate';
import { type Outcome, problemOf, send } from '../../platform/request';
import { takeSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';

/** Asks WeChat who this phone is, and sends it: WeChat's code is good once. */
async function withCode<T>(run: (code: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const code = await wechatCode?.();
  return code === undefined ? { ok: false, problem: problemOf('wechat-silent') } : run(code);
}

async function bind(number: string): Promise<Outcome<Session>> {
  const bound = await withCode((code) => send(bindPhone, { body: { code, number } }));
  return bound.ok ? withCode((code) => send(signInByWechat, { body: { code } })) : bound;
}

/** A second phone becomes the person's by the figures that the first one shows. */
export default function SecondPhone(): ReactNode {
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string>();
  const { busy, problem, act } = useAct();
  const start = async (): Promise<void> => {
    const missing = 8 - number.length;
    setError(
      missing === 8 ? '请填那部手机上的 8 位数字' : missing > 0 ? `少了 ${missing} 位，要填 8 位` : undefined,
    );
    if (missing > 0) return;
    const signedIn = await act(() => bind(number));
    if (!signedIn.ok) return;
    takeSession(signedIn.value);
    restart('area/home/index');
  };
  const dock =
    wechatCode === undefined ? undefined : (
      <Dock then="绑定以后，这部手机的微信就是您本人，和第一部一样用。">
        <Button off={busy} onTap={() => void start()}>
          {busy ? '正在绑定' : '绑定并登录'}
        </Button>
      </Dock>
    );
  return (
    <Page dock={dock}>
      <Head title="用另一部手机上的数字" sub="在第一部手机的“我的”里，点“登录和设备”，要一个 8 位数字" />
      <NotDone title="没有绑定" problem={problem} />
      <Sheet pad join="first">
        {wechatCode === undefined ? (
          <Para>请在第二部手机的微信里打开本程序，再到这一页来填。</Para>
        ) : (
          <Field
            label="8 位数字"
            kind="id"
            value={number}
            max={8}
            error={error}
            onInput={(text) => setNumber(text.replace(/\D/g, ''))}
          />
        )}
      </Sheet>
    </Page>
  );
}
