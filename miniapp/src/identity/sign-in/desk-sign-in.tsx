import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { claimDesk, openDesk, type Session, signInByWechat } from '#shared/identity/contract';
import '../../components/desk.css';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Heading, Para, Root, Tap, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { QrCode } from '../../components/qr-code';
import { Row } from '../../components/row';
import { Seal } from '../../components/seal';
import { WhatNext } from '../../components/steps';
import { Icon } from '../../components/icon';
import { now } from '../../platform/clock';
import { type DemoPerson, demoCode, demoPeople } from '../../platform/demo';
import { back, cameFrom, go, replace } from '../../platform/navigate';
import { workGrants } from '../../platform/office-entries';
import { DESK, DESK_ENTRIES } from '../../platform/pages';
import { OFFLINE, type Problem, send } from '../../platform/request';
import { takeSession } from '../../platform/session';
import { checkNumber } from '../check-number';

const EVERY = 2000;

interface Desk {
  scan: string;
  secret: string;
  until: number;
}

/** A desk that waits to be let in; renewed before it ends, so that nobody need hurry. */
function useDesk(onSession: (session: Session) => void): {
  desk: Desk | undefined;
  problem: Problem | undefined;
  again: () => void;
} {
  const [desk, setDesk] = useState<Desk>();
  const [problem, setProblem] = useState<Problem>();
  const open = useCallback(async () => {
    const answer = await send(openDesk, { body: {} });
    if (answer.ok) setDesk(answer.value);
    setProblem(answer.ok ? undefined : answer.problem);
  }, []);
  useEffect(() => {
    void open();
  }, [open]);
  useEffect(() => {
    if (!desk) return undefined;
    const timer = setInterval(() => {
      if (now() > desk.until - 5) {
        void open();
        return;
      }
      void send(claimDesk, { body: { secret: desk.secret } }).then((answer) => {
        if (answer.ok && answer.value.state === 'signed-in') onSession(answer.value.session);
      });
    }, EVERY);
    return () => clearInterval(timer);
  }, [desk, open, onSession]);
  return { desk, problem, again: () => void open() };
}

function addressOf(scan: string): string {
  const { origin, pathname } = globalThis.location;
  return `${origin}${pathname}#/identity/approve/index?scan=${scan}`;
}

function Code({
  desk,
  problem,
  again,
}: {
  desk: Desk | undefined;
  problem: Problem | undefined;
  again: () => void;
}): ReactNode {
  if (desk) return <QrCode text={addressOf(desk.scan)} label="登录二维码，用手机微信扫" />;
  if (!problem) return <Box className="qr mute">正在准备二维码……</Box>;
  return (
    <Box className="qr">
      <Para className="c-red b">二维码没拿到</Para>
      <Para className="tl mute">{problem.title}</Para>
      <Tap className="link" onTap={again}>
        再试一次
      </Tap>
    </Box>
  );
}

/** People of the demo county a newcomer may be; shown only where the site says that it is a demo. */
function DemoPeople({ onSession }: { onSession: (session: Session, name: string) => void }): ReactNode {
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<string>();
  useEffect(() => {
    void demoPeople().then(setPeople);
  }, []);
  const be = async ({ person, name }: DemoPerson): Promise<void> => {
    setBusy(person);
    const code = await demoCode(person);
    const answer = code === undefined ? undefined : await send(signInByWechat, { body: { code } });
    setBusy(undefined);
    if (answer?.ok) onSession(answer.value, name);
    else setProblem(answer?.problem ?? OFFLINE);
  };
  if (people.length === 0) return null;
  return (
    <Box className="demo-people">
      <Section title="这是演示县：选一个人进来看看" />
      {problem ? (
        <Note icon="bad" tone="red" title="没有登录">
          {problem.title}
        </Note>
      ) : null}
      <Sheet join="first">
        {people.map((one) => (
          <Row
            key={one.person}
            icon="me"
            name={one.name}
            news={busy === one.person ? '正在登录……' : one.what}
            onTap={() => void be(one)}
          />
        ))}
      </Sheet>
    </Box>
  );
}

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
  people: ReactNode;
}

const SCAN = '用微信扫一扫登录';
const NO_NEED = '看公告、时间表和投诉举报，都不用登录';
const NO_HURRY = '二维码自动更换，不用着急';

function DeskDoor({ code, steps, people }: Door): ReactNode {
  return (
    <Root factor={1} className="page desk desk-door">
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
    </Root>
  );
}

/** In a phone's browser: a page of the phone, in the view that its owner reads. */
function PhoneDoor({ code, steps, people }: Door): ReactNode {
  return (
    <Page>
      <Head before={<Seal />} title="登录" sub={NO_NEED} />
      {people}
      <Section title={SCAN} />
      <Sheet join="first" pad>
        <Box className="qr-place">{code}</Box>
        <Para className="mute tl tc mt8">{NO_HURRY}</Para>
        <Box className="mt12">{steps}</Box>
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
      people={<DemoPeople onSession={enter} />}
    />
  );
}
