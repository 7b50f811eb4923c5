import { type ReactNode, useState } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { type OwnDevices, removeDevice } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { dateOfDay, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import type { Keys } from '../../platform/keyring';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { heldKeys, handOn } from '../ceremony';
import { anchorDevices, bringIn, codeOfOffered, isCodeOf, type Offered } from '../devices';
import { CheckCode } from './check-code';
import { useEvery } from './standing';

const EVERY = 4000;

interface Props {
  office: Office;
  keys: Keys;
  own: OwnDevices;
  /** The code that was scanned to come here. */
  scanned: string | undefined;
  again: () => void;
  /** A device came or went: the office reads otherwise. */
  onChanged: () => void;
}

/** One's devices at an office: which there are, one more, one less. */
export function Devices(props: Props): ReactNode {
  const { own, keys, again, onChanged, scanned } = props;
  const [adding, setAdding] = useState(scanned !== undefined);
  const onRemoved = (): void => {
    again();
    onChanged();
  };
  const shared = { office: props.office, onRemoved, last: own.devices.length === 1 };
  return (
    <>
      <Section title="本人的设备" />
      <Sheet join="first">
        {own.devices.map((one) => (
          <Known
            key={one.devicePk}
            {...shared}
            devicePk={one.devicePk}
            name={one.device === '' ? '最早的一台' : one.device}
            here={one.signPk === toBase64url(keys.signPk)}
            since={one.since}
          />
        ))}
      </Sheet>
      {own.offered.map((one) => (
        <Comparing key={one.devicePk} {...props} offered={one} onRemoved={onRemoved} />
      ))}
      {adding ? (
        <Adding {...props} />
      ) : own.offered.length === 0 ? (
        <Box className="pad">
          <Button kind="second" icon="plus" onTap={() => setAdding(true)}>
            加一台设备
          </Button>
        </Box>
      ) : null}
    </>
  );
}

function useRemoving(office: Office, devicePk: string, onRemoved: () => void) {
  const { busy, problem, act } = useAct();
  const remove = async (): Promise<void> => {
    const gone = await act(() => send(removeDevice, { params: office, body: { devicePk } }));
    if (gone.ok) onRemoved();
  };
  return { busy, problem, remove };
}

function Known({
  office,
  devicePk,
  name,
  here,
  since,
  last,
  onRemoved,
}: {
  office: Office;
  devicePk: string;
  name: string;
  here: boolean;
  /** In days. */
  since: number;
  last: boolean;
  onRemoved: () => void;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  const { busy, problem, remove } = useRemoving(office, devicePk, onRemoved);
  const day = sayDate(dateOfDay(since));
  return (
    <>
      <Row
        icon="key"
        name={name}
        news={here ? `${day}加的，就是这一台` : `${day}加的`}
        {...(last ? {} : { end: asked ? ('up' as const) : ('down' as const), onTap: () => setAsked(!asked) })}
      />
      {asked && !last ? (
        <Row
          icon="x"
          name={busy ? '正在去掉' : `去掉${here ? '这一台' : `“${name}”`}`}
          news="以后做的办公室钥匙不再锁给它，它再也加不回来。它看过的信收不回来：去掉以后请马上重做办公室钥匙，再到“登录和设备”让它退出登录。"
          onTap={() => void (busy ? undefined : remove())}
        />
      ) : null}
      <NotDone title="没有去掉" problem={problem} />
    </>
  );
}

type Waiting = Props & { offered: Offered; onRemoved: () => void };

/** What was typed, and bringing the device in once it is the device's code. */
function useComparing({ office, keys, offered, scanned, again, onChanged }: Waiting) {
  const isScanned = scanned !== undefined && isCodeOf(scanned, office, keys, offered);
  const [typed, setTyped] = useState(isScanned ? scanned : '');
  const [wrong, setWrong] = useState<string>();
  const { busy, problem, act } = useAct();
  const add = async (): Promise<void> => {
    const holds = isCodeOf(typed, office, keys, offered);
    setWrong(holds ? undefined : WRONG_CODE);
    if (!holds) return;
    const added = await act(() => bringIn(send, office, keys, offered));
    // What this device opens, the new one is to open as well; if it fails, the office's part below offers it again.
    if (added.ok) await giveTo(office, keys);
    again();
    onChanged();
  };
  return { isScanned, typed, setTyped, wrong, busy, problem, add };
}

/** A device that waits: whoever sits here reads its code off its own screen, and this device signs for its keys. */
function Comparing(props: Waiting): ReactNode {
  const { office, keys, offered, onRemoved } = props;
  const { isScanned, typed, setTyped, wrong, busy, problem, add } = useComparing(props);
  const declining = useRemoving(office, offered.devicePk, onRemoved);
  return (
    <>
      <Section title={`“${offered.device}”等着加进来`} />
      <Sheet join="first" pad>
        {isScanned ? (
          <Note icon="ok" tone="done" title="扫到的码和那台的钥匙对得上">
            <Para>看一眼：那台在您手里，屏幕上还是这 20 个数字，再点下面。</Para>
            <CheckCode code={codeOfOffered(office, keys, offered)} />
          </Note>
        ) : (
          <Field
            kind="digits"
            label="那台屏幕上的 20 个数字"
            hint="只照着那台的屏幕输，空格可以不输"
            value={typed}
            error={wrong}
            max={30}
            disabled={busy}
            onInput={setTyped}
          />
        )}
        <Box className="mt12">
          <Button icon="check" off={busy} onTap={() => void add()}>
            {busy ? '正在加' : '核对并加进来'}
          </Button>
          {busy ? null : <Link onTap={() => void declining.remove()}>不是我的，不加</Link>}
        </Box>
      </Sheet>
      <NotDone title="没有加进来" problem={problem ?? declining.problem} />
    </>
  );
}

const WRONG_CODE =
  '和那台的钥匙对不上，没有加。请对着那台的屏幕再看一遍；还是对不上就不要加，打电话告诉县换届办';

async function giveTo(office: Office, keys: Keys): Promise<void> {
  const held = await heldKeys(send, office, keys);
  const anchors = await anchorDevices(office, keys);
  if (held.ok && anchors.ok) await handOn(send, office, held.value, anchors.value);
}

/** How a device comes here, and what it means when a scanned one does not. */
function Adding({ office, keys, own, scanned, again }: Props): ReactNode {
  useEvery(again, EVERY);
  const isKnown = [...own.offered, ...own.devices].some(
    (one) => scanned !== undefined && isCodeOf(scanned, office, keys, one),
  );
  if (scanned !== undefined && !isKnown) {
    return (
      <Note icon="bad" tone="red" title="扫到的码，在您名下没有等着的设备">
        请看那台登录的是不是您本人、是不是这个办公室；过了半小时的，在那台上点“再要一个码”，再扫一次。
      </Note>
    );
  }
  if (own.offered.length > 0 || scanned !== undefined) return null;
  return (
    <Sheet pad>
      <Para className="b">在新的那台上做，这里等着</Para>
      <Box className="mt8">
        <WhatNext
          lines={[
            '在新设备的浏览器里登录您自己，打开“我的钥匙”',
            '给它起个名字，定一个口令，点“把这台加进来”',
            '它会显示一个二维码和 20 个数字，回到这里核对',
          ]}
        />
      </Box>
    </Sheet>
  );
}
