import { type ReactNode, useState } from 'react';
import { AreaCode } from '#shared/area/code';
import type { OwnEntry } from '#shared/roll/contract';
import { inGroups, slipOf } from '#shared/slip/code';
import { takeSlip } from '#shared/slip/contract';
import { Button, Dock } from '../../components/button';
import { SignInFirst } from '../../components/for-villager';
import { Head, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { NoVillage } from '../../components/no-village';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { AskByPhone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { areaName, villageOf } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { givenBy } from '../../platform/given';
import { replace, useParams } from '../../platform/navigate';
import { send } from '../../platform/request';
import { rememberEntry, useSession } from '../../platform/session';
import { changeSettings, useSettings } from '../../platform/settings';
import { useAct } from '../../platform/use-act';
import { TypeCode } from './type-code';

const TITLE = '用纸条对名单';

/** The village that a scanned text carries. */
function areaOf(text: string): AreaCode | undefined {
  return AreaCode.safeParse(/(?:^|[?&]area=)(\d{12})(?:&|$)/.exec(text)?.[1]).data;
}

/** A slip of the village, in the place of an ID number: scanned or typed, then said to be one's own. */
export default function SlipPage(): ReactNode {
  const params = useParams();
  const session = useSession();
  const { village } = useSettings();
  const area = givenBy(params, 'area', areaOf) ?? village?.code;
  if (!area) {
    return (
      <Page>
        <NoVillage title={TITLE} />
      </Page>
    );
  }
  return session ? (
    <SignedIn key={session.person} area={area} given={givenBy(params, 'slip', slipOf)} />
  ) : (
    <SignedOut />
  );
}

function SignedOut(): ReactNode {
  return (
    <SignInFirst title={TITLE} sub="村里给您的纸条，代替身份证号" then="不要手机号。登录后接着用这张纸条。">
      <Para>纸条只能用一次，用过就和您的微信对上了，所以要先登录。</Para>
      <WhatNext lines={['用微信登录', '扫纸条上的二维码，或者输数字', '对上了，就看到您的登记']} />
    </SignInFirst>
  );
}

interface Shown {
  area: AreaCode;
  code: string;
}

function SignedIn({ area, given }: { area: AreaCode; given: string | undefined }): ReactNode {
  const [shown, setShown] = useState<Shown | undefined>(given ? { area, code: given } : undefined);
  const [unread, setUnread] = useState(false);
  const scanned = (text: string | undefined): void => {
    const code = text === undefined ? undefined : slipOf(text);
    setUnread(text !== undefined && code === undefined);
    if (text !== undefined && code !== undefined) setShown({ area: areaOf(text) ?? area, code });
  };
  if (shown) return <Ask {...shown} onOther={() => setShown(undefined)} />;
  return (
    <TypeCode
      title={TITLE}
      said={
        unread ? (
          <Note icon="bad" tone="red" inset title="这不是纸条上的二维码">
            请对准村里给的纸条再扫一次，或者在下面输数字。
          </Note>
        ) : null
      }
      onCode={(code) => setShown({ area, code })}
      onScanned={scanned}
    />
  );
}

/** The last look before the slip is spent. */
function Ask({ area, code, onOther }: Shown & { onOther: () => void }): ReactNode {
  const { reading } = useCounty();
  const { busy, problem, act } = useAct();
  const [entry, setEntry] = useState<OwnEntry>();
  const tree = reading.kind === 'ready' ? reading.value : undefined;
  const take = async (): Promise<void> => {
    const answer = await act(() => send(takeSlip, { params: { area }, body: { code } }));
    if (!answer.ok) return;
    const village = tree && villageOf(tree, area);
    if (village) changeSettings({ village });
    rememberEntry(answer.value);
    setEntry(answer.value);
  };
  if (entry) return <Done entry={entry} />;
  return (
    <Page
      dock={
        <Dock then="纸条上写的是您本人的名字才点。点了以后，这张纸条就用掉了。">
          <Button off={busy} onTap={() => void take()}>
            {busy ? '正在对名单' : '是我本人，对上名单'}
          </Button>
          <Button kind="second" onTap={onOther}>
            换一张纸条
          </Button>
        </Dock>
      }
    >
      <Head title={TITLE} sub={tree ? `${areaName(tree, area)}的名单` : undefined} />
      {problem ? (
        <Note icon="bad" tone="red" title="没有对上">
          {problem.title}
          <AskByPhone lead="问人" />
        </Note>
      ) : null}
      <Sheet pad join="first">
        <Para>纸条上的数字是不是</Para>
        <Box className="t0">{inGroups(code).join(' ')}</Box>
        <Para className="mute">
          对上以后，这个微信就认得您是名单上的哪一位，看登记、推荐、委托都不用再输。
        </Para>
      </Sheet>
    </Page>
  );
}

function Done({ entry: { name, group, member } }: { entry: OwnEntry }): ReactNode {
  return (
    <Page
      dock={
        <Dock then="纸条已经用掉，可以扔了。">
          <Button onTap={() => replace('identity/entry/index')}>看我的登记</Button>
        </Dock>
      }
    >
      <Head title="对上了" />
      <Note icon="ok" tone="done" title="已登记，名单上有您" />
      <Sheet join="first">
        <Row icon="me" name={name} news={`${group}${member ? '·中共党员' : ''}`} />
      </Sheet>
      <Sheet pad>
        <Para className="tl">上面不是您的名字，就是纸条拿错了，请马上打电话。</Para>
        <AskByPhone lead="名字不对" />
      </Sheet>
    </Page>
  );
}
