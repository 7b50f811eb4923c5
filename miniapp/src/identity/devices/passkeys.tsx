import { type ReactNode, useState } from 'react';
import { type Passkey, removePasskey } from '#shared/identity/contract';
import { dateOfDay, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';
import { canKeepPasskeys, type Declined, registerPasskey } from '../passkey';

/** The passkeys of whoever is signed in, and the way to one more. */
export function Passkeys({
  passkeys,
  again,
}: {
  passkeys: readonly Passkey[];
  again: () => void;
}): ReactNode {
  return (
    <>
      <Section title="通行密钥" />
      {passkeys.length > 0 ? (
        <Sheet join="first">
          {passkeys.map((one) => (
            <Known key={one.credential} passkey={one} onRemoved={again} />
          ))}
        </Sheet>
      ) : (
        <Sheet pad join="first">
          <Para>还没有。加了以后，不用手机也能登录这台电脑：用指纹、面容，或电脑的开机密码。</Para>
        </Sheet>
      )}
      <Add onAdded={again} />
    </>
  );
}

function Known({ passkey, onRemoved }: { passkey: Passkey; onRemoved: () => void }): ReactNode {
  const [asked, setAsked] = useState(false);
  const { problem, act } = useAct();
  const { credential, name, since, used } = passkey;
  const remove = async (): Promise<void> => {
    const answer = await act(() => send(removePasskey, { body: { credential } }));
    if (answer.ok) onRemoved();
  };
  return (
    <>
      <Row
        icon="key"
        name={name}
        news={`${sayDate(dateOfDay(since))}加的，最近一次用是${sayDate(dateOfDay(used))}`}
        end={asked ? 'up' : 'down'}
        onTap={() => setAsked(!asked)}
      />
      {asked ? (
        <Row
          icon="x"
          name="删掉这一把"
          news="删掉以后，这把密钥马上登录不了。已经登录的不受影响，要退出的请看上面“登录着的地方”。"
          onTap={() => void remove()}
        />
      ) : null}
      <NotDone title="没有删掉" problem={problem} />
    </>
  );
}

const DECLINED = {
  declined: '这台电脑没有确认，没有加。请再试一次，按电脑的提示用指纹、面容或开机密码确认。',
  known: '这台电脑已经有您的通行密钥，不用再加。',
} as const satisfies Record<Declined, string>;

function useAdding(onAdded: () => void) {
  const person = useSession()?.person;
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string>();
  const add = async (): Promise<void> => {
    const called = name.trim();
    setError(called === '' ? '给这台电脑起个名字' : undefined);
    if (called === '' || person === undefined) return;
    setBusy(true);
    const refused = await registerPasskey(person, called);
    setBusy(false);
    setSaid(typeof refused === 'string' ? DECLINED[refused] : refused?.title);
    if (refused !== undefined) return;
    setName('');
    onAdded();
  };
  return { name, setName, error, busy, said, add };
}

function Add({ onAdded }: { onAdded: () => void }): ReactNode {
  const { name, setName, error, busy, said, add } = useAdding(onAdded);
  if (!canKeepPasskeys())
    return <Para className="mute pad">这个浏览器不能用通行密钥，请用手机扫码登录。</Para>;
  return (
    <>
      <Section title="加一把" />
      <Sheet pad join="first">
        {said === undefined ? null : (
          <Note icon="bad" tone="red" title="没有加上">
            {said}
          </Note>
        )}
        <Field
          label="这台电脑叫什么"
          hint="比如：村委会办公室的电脑。公用的电脑不要加。"
          value={name}
          max={40}
          error={error}
          onInput={setName}
        />
        <Box className="mt12">
          <Button off={busy} onTap={() => void add()}>
            {busy ? '正在等这台电脑确认' : '加通行密钥'}
          </Button>
        </Box>
      </Sheet>
    </>
  );
}
