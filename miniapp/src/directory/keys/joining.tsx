import { type ReactNode, useState } from 'react';
import type { OwnDevices } from '#shared/directory/contract';
import { type Office, officeText } from '#shared/directory/office';
import { Button, Link } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Passphrase } from '../../components/passphrase';
import { QrCode } from '../../components/qr-code';
import { NotDone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { pageAddress } from '../../platform/device';
import { type Keys, makeKeys } from '../../platform/keyring';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { codeOf, offerThis } from '../devices';
import { useEvery } from './standing';

const EVERY = 3000;

/** A new device makes keys of its own under the id that its owner has, and says them. */
export function Join({
  person,
  office,
  officer,
  onOffered,
  onAnew,
}: {
  person: string;
  office: Office;
  officer: number;
  onOffered: () => void;
  onAnew: () => void;
}): ReactNode {
  const [name, setName] = useState('');
  return (
    <>
      <Note icon="key" title="您在别的设备上有钥匙，这台可以加进去">
        这台做自己的钥匙，原来那台核对以后就认它。两台都能用，丢了一台，另一台照样办事。
      </Note>
      <Field label="这台叫什么" hint={NAME_HINT} value={name} max={20} onInput={setName} />
      <Passphrase
        fresh
        verb="把这台加进来"
        onGiven={async (passphrase, progress) => {
          const called = name.trim();
          if (called === '') return '先在上面给这台起个名字';
          const offer = (keys: Keys) => offerThis(send, office, keys, called);
          const made = await makeKeys(person, office, passphrase, progress, offer, officer);
          if (made === 'no-room') return '这个浏览器不让存东西，钥匙没有做成。请退出无痕模式再做。';
          if (!made.ok) return made.problem.title;
          onOffered();
          return undefined;
        }}
      />
      <Link onTap={onAnew}>原来的设备都没了，在这里重做一把</Link>
    </>
  );
}

const NAME_HINT = '比如：办公室的电脑、家里的笔记本。同事看得到。';

/** The new device, until an earlier one has brought it in: it shows the code that commits to its keys. */
export function Waiting({
  office,
  keys,
  own,
  shows,
  again,
  onAnew,
}: {
  office: Office;
  keys: Keys;
  own: OwnDevices;
  /** Whether it waits to be brought in, and for less than half an hour. */
  shows: boolean;
  again: () => void;
  onAnew: () => void;
}): ReactNode {
  useEvery(again, EVERY);
  return (
    <>
      <Section title="把这台设备加进来" />
      <Sheet join="first" pad>
        {own.id !== keys.officer ? (
          <Note icon="warn" tone="due" title="这台的钥匙已经不能用了">
            您后来在别处重做过钥匙。要用这台，请重做一把，再加进来。
          </Note>
        ) : shows ? (
          <Shown office={office} keys={keys} />
        ) : (
          <Over office={office} keys={keys} again={again} />
        )}
        <Link onTap={onAnew}>不用这把了，重做一把</Link>
      </Sheet>
    </>
  );
}

function Shown({ office, keys }: { office: Office; keys: Keys }): ReactNode {
  const code = codeOf(office, keys);
  return (
    <>
      <Box className="qr-place">
        <QrCode text={addressWith(office, code)} label="这台设备的核对码，用原来那台的相机扫" />
      </Box>
      <Para className="tc mute mt8">或者在原来那台上输这 20 个数字</Para>
      <Box className="tc device-code">{code}</Box>
      <Box className="mt12">
        <WhatNext
          lines={[
            '到原来那台，用同一个人登录，打开“我的钥匙”，输口令打开钥匙',
            '是手机就用相机扫上面的码，是电脑就把 20 个数字输进去',
            '那边点“核对并加进来”，这里自己会变，不用刷新',
          ]}
        />
      </Box>
      <Para className="mute mt12">
        数字只从这台的屏幕上看，不要听别人念，也不要发给别人。半小时里有效，过了再要一个。
      </Para>
    </>
  );
}

function addressWith(office: Office, code: string): string {
  const [site = ''] = (pageAddress() ?? '').split('#');
  const figures = code.replace(/ /g, '');
  return `${site}#/directory/keys/index?office=${officeText(office)}&code=${figures}`;
}

/** The half hour is over, or the earlier device said no: the same keys may be offered again. */
function Over({ office, keys, again }: { office: Office; keys: Keys; again: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string>();
  const { busy, problem, act } = useAct();
  const ask = async (): Promise<void> => {
    const called = name.trim();
    setWrong(called === '' ? '给这台起个名字' : undefined);
    if (called === '') return;
    await act(() => offerThis(send, office, keys, called));
    again();
  };
  return (
    <>
      <Note icon="wait" tone="off" title="这台现在没有加在您名下">
        核对码过了半小时，或者这台被去掉了。过了半小时的，再要一个码就行，钥匙没有丢；被去掉的，重做一把再加。
      </Note>
      <Field label="这台叫什么" hint={NAME_HINT} value={name} error={wrong} max={20} onInput={setName} />
      <Box className="mt12">
        <Button icon="key" off={busy} onTap={() => void ask()}>
          再要一个码
        </Button>
      </Box>
      <NotDone title="没有拿到码" problem={problem} />
    </>
  );
}
