import { type ReactNode, useCallback, useState } from 'react';
import type { Session } from '#shared/identity/contract';
import { DeskRoot } from '../../components/desk-root';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Heading, Para, Tap, Words } from '../../components/native';
import { Page } from '../../components/page';
import { Seal } from '../../components/seal';
import { WhatNext } from '../../components/steps';
import { Icon } from '../../components/icon';
import { back, cameFrom, go, replace } from '../../platform/navigate';
import { workGrants } from '../../platform/office-entries';
import { DESK, DESK_ENTRIES } from '../../platform/pages';
import { takeSession } from '../../platform/session';
import { checkNumber } from '../check-number';
import { ByPasskey } from './by-passkey';
import { Code, type Desk, useDesk } from './desk-code';
import { DemoPeople } from './demo-people';

function Steps({ desk }: { desk: Desk | undefined }): ReactNode {
  const check = (
    <Words>
      在手机上核对数字 <Words className="check-number">{desk ? String(checkNumber(desk.scan)) : '…'}</Words>
      ，点“是我登录”
    </Words>
  );
  return (
    <>
      <WhatNext lines={['打开手机微信，点右上角“+”，选“扫一扫”', '对准二维码', check]} />
      <Para className="mute mt12">工作人员第一次用，先向县换届办要邀请码，登录以后在“我的”里填。</Para>
    </>
  );
}

function Brand(): ReactNode {
  return (
    <Box className="row">
      <Seal />
      <Box>
        <Box className="t1">阳光换届</Box>
        <Box className="mute">登录</Box>
      </Box>
    </Box>
  );
}

interface Door {
  code: ReactNode;
  steps: ReactNode;
  passkey: ReactNode;
  people: ReactNode;
}

const SCAN = '用微信扫一扫登录';
const NO_NEED = '看公告、时间表和投诉举报，都不用登录';
const NO_HURRY = '二维码自动更换，不用着急';

function DeskDoor({ code, steps, passkey, people }: Door): ReactNode {
  return (
    <DeskRoot className="desk-door">
      <Box className="desk-door-in" role="main">
        <Brand />
        <Box className="box sign-in-desk mt24">
          <Box className="tc">
            {code}
            <Para className="mute mt12">{NO_HURRY}</Para>
          </Box>
          <Box className="grow sign-in-words">
            <Heading level={1} className="t1">
              {SCAN}
            </Heading>
            <Box className="mt12">{steps}</Box>
            {passkey}
          </Box>
        </Box>
        {people}
        <Box className="row mt24">
          <Para className="mute tl grow">{`${NO_NEED}。`}</Para>
          <Tap className="link" role="link" onTap={() => go('area/home/index')}>
            <Icon name="home" size="small" />
            <Words>回首页</Words>
          </Tap>
        </Box>
      </Box>
    </DeskRoot>
  );
}

/** In a phone's browser: a page of the phone, in the view that its owner reads. */
function PhoneDoor({ code, steps, passkey, people }: Door): ReactNode {
  return (
    <Page>
      <Head before={<Seal />} title="登录" sub={NO_NEED} />
      {people}
      <Section title={SCAN} />
      <Sheet join="first" pad>
        <Box className="qr-place">{code}</Box>
        <Para className="mute tl tc mt8">{NO_HURRY}</Para>
        <Box className="mt12">{steps}</Box>
        {passkey}
        <Para className="mute mt12">手边只有这一部手机，就在微信里打开本程序，点一下就能登录。</Para>
      </Sheet>
    </Page>
  );
}

const DESK_WIDTH = 1000;

/** Getting in at a desk, or in a phone's browser: a phone scans and says yes. */
export function DeskSignIn(): ReactNode {
  const [Door] = useState(() => (globalThis.innerWidth < DESK_WIDTH ? PhoneDoor : DeskDoor));
  const enter = useCallback(
    (session: Session, name?: string) => {
      takeSession(session, name);
      const [work] = workGrants(session.grants);
      const entry = work && DESK_ENTRIES[work.role];
      // Whoever came from a desk goes back to it; from anywhere else, people of an office want theirs.
      if (Door === DeskDoor && entry && !cameFrom(DESK)) replace(entry);
      else back();
    },
    [Door],
  );
  const { desk, problem, again } = useDesk(enter);
  return (
    <Door
      code={<Code desk={desk} problem={problem} again={again} />}
      steps={<Steps desk={desk} />}
      passkey={<ByPasskey verb="登录" onSession={enter} />}
      people={<DemoPeople title="这是演示县：选一个人进来看看" onSession={enter} />}
    />
  );
}
