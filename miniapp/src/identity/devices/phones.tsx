import { type ReactNode, useRef, useState } from 'react';
import { offerPhone, type Phone, unbindPhone } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { dateOfDay, sayDate, sayMoment } from '#shared/time';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { freshId } from '../../platform/fresh-id';
import { send } from '../../platform/request';
import { dropSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';

/** The phones of whoever is signed in, and the way to one more. */
export function Phones({ phones }: { phones: readonly Phone[] }): ReactNode {
  return (
    <>
      <Section title="手机微信" />
      <Sheet join="first">
        {phones.map((one) => (
          <Known key={one.phone} phone={one} isOnly={phones.length === 1} />
        ))}
      </Sheet>
      <Add />
    </>
  );
}

function Known({
  phone: { phone, name, since, used },
  isOnly,
}: {
  phone: Phone;
  isOnly: boolean;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  const { problem, act } = useAct();
  const unbind = async (): Promise<void> => {
    const answer = await act(() => send(unbindPhone, { body: { phone } }));
    // All sessions have ended, this one with them.
    if (answer.ok) dropSession();
  };
  return (
    <>
      <Row
        icon="me"
        name={name || '第一部手机'}
        news={`${sayDate(dateOfDay(since))}起，最近一次登录是${sayDate(dateOfDay(used))}`}
        {...(isOnly
          ? {}
          : { end: asked ? ('up' as const) : ('down' as const), onTap: () => setAsked(!asked) })}
      />
      {asked ? (
        <Row
          icon="x"
          name="解绑这一部"
          news="解绑以后，这个微信不再是您。各处都会退出登录，这里也是；用没解绑的手机重新登录就行。"
          onTap={() => void unbind()}
        />
      ) : null}
      <NotDone title="没有解绑" problem={problem} />
    </>
  );
}

function useOffering() {
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const { busy, problem, act } = useAct();
  const [offered, setOffered] = useState<{ number: string; until: number }>();
  // Kept until it has become figures, so that a second try is the same offer and not another.
  const id = useRef<Id>(undefined);
  const offer = async (): Promise<void> => {
    const called = name.trim();
    setError(called === '' ? '给那部手机起个名字' : undefined);
    if (called === '') return;
    const answer = await act(async () => {
      id.current ??= await freshId();
      return send(offerPhone, { body: { id: id.current, name: called } });
    });
    if (!answer.ok) return;
    id.current = undefined;
    setOffered(answer.value);
  };
  return { name, setName, error, busy, problem, offered, offer };
}

function Add(): ReactNode {
  const { name, setName, error, busy, problem, offered, offer } = useOffering();
  return (
    <>
      <Section title="加一部手机" />
      <Sheet pad join="first">
        <NotDone title="没有拿到数字" problem={problem} />
        {offered ? (
          <>
            <Para>在那部手机上输入</Para>
            <Box className="t0 mt8">{offered.number.replace(/^(.{4})/, '$1 ')}</Box>
            <Para className="mute mt8">{`${sayMoment(offered.until)}前有效，只能用一次。不要告诉别人。`}</Para>
            <WhatNext
              lines={[
                '在那部手机的微信里打开本程序',
                '点“我的”，再点“登录”',
                '点“用另一部手机上的数字”，输入',
              ]}
            />
          </>
        ) : (
          <>
            <Field
              label="那部手机叫什么"
              hint="比如：老伴的手机。加上以后，那部手机的微信就是您本人。"
              value={name}
              max={40}
              error={error}
              onInput={setName}
            />
            <Box className="mt12">
              <Button kind="second" off={busy} onTap={() => void offer()}>
                {busy ? '正在要数字' : '要一个 8 位数字'}
              </Button>
            </Box>
          </>
        )}
      </Sheet>
    </>
  );
}
