import { type ReactNode, useState } from 'react';
import { endAllSessions, endSession } from '#shared/identity/contract';
import { Button } from '../../components/button';
import { DemoKeys } from '../../components/demo-keys';
import { Head, Section, Sheet } from '../../components/head';
import { Icon } from '../../components/icon';
import { Box, Para, Words } from '../../components/native';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { Segmented } from '../../components/segmented';
import { NotDone } from '../../components/states';
import { SwitchRow } from '../../components/switch-row';
import { copiesHeld, dropCopies } from '../../platform/copies';
import { scan } from '../../platform/device';
import { go } from '../../platform/navigate';
import { workGrants } from '../../platform/office-entries';
import { send } from '../../platform/request';
import { dropSession, refreshToken, useSession } from '../../platform/session';
import { changeSettings, useSettings } from '../../platform/settings';
import { canSpeak } from '../../platform/speech';
import { useAct } from '../../platform/use-act';
import { OfficeRows } from './office-rows';

const PACES = [
  { value: '慢', text: '慢' },
  { value: '正常', text: '正常' },
  { value: '快', text: '快' },
] as const;

function ReadingPace(): ReactNode {
  const { pace } = useSettings();
  return (
    <Box className="li">
      <Box className="li-in">
        <Box className="li-icon" hidden>
          <Icon name="hear" />
        </Box>
        <Box className="grow">
          <Words className="li-name">朗读快慢</Words>
          <Box className="mt8">
            <Segmented
              label="朗读快慢"
              options={PACES}
              value={pace}
              onChange={(next) => changeSettings({ pace: next })}
            />
          </Box>
        </Box>
      </Box>
    </Box>
  );
}

function sizeOf(characters: number): string {
  const kb = (characters * 2) / 1024;
  return kb >= 1024 ? `${(kb / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(kb))} KB`;
}

function Stored(): ReactNode {
  const [held, setHeld] = useState(copiesHeld);
  const [asked, setAsked] = useState(false);
  const clear = (): void => {
    dropCopies();
    setHeld(copiesHeld());
    setAsked(false);
  };
  if (held.count === 0) return <Row icon="offline" name="没网也能看" news="还没有存下内容" />;
  return (
    <>
      <Row
        icon="offline"
        name="没网也能看"
        news={`看过的存了 ${held.count} 份，占 ${sizeOf(held.size)}`}
        end={asked ? 'up' : 'down'}
        onTap={() => setAsked(!asked)}
      />
      {asked ? <Row icon="x" name="清空" news="没有网的时候，就看不到看过的公告了" onTap={clear} /> : null}
    </>
  );
}

async function signOut(): Promise<void> {
  const refresh = refreshToken();
  dropSession();
  // The device forgets at once; the server is told when it can be.
  if (refresh) await send(endSession, { body: { refresh } });
}

/** For a lost phone: asked once more, since it signs this device out as well. */
function Everywhere(): ReactNode {
  const [asked, setAsked] = useState(false);
  const { problem, act } = useAct();
  const end = async (): Promise<void> => {
    const answer = await act(() => send(endAllSessions, { body: {} }));
    // Unlike signing out here, this is done only when the server has done it.
    if (answer.ok) dropSession();
  };
  return (
    <>
      <Row
        icon="leave"
        name="手机丢了，全部退出"
        news="每一部手机和电脑上的登录都退出"
        end={asked ? 'up' : 'down'}
        onTap={() => setAsked(!asked)}
      />
      {asked ? (
        <Row
          icon="x"
          name="现在全部退出"
          news="这里也会退出，最晚十分钟后各处都不能用；再用要重新登录。丢的手机请先挂失电话卡、冻结微信。"
          onTap={() => void end()}
        />
      ) : null}
      <NotDone title="没有全部退出" problem={problem} />
    </>
  );
}

function Mine(): ReactNode {
  const session = useSession();
  const { village } = useSettings();
  return (
    <>
      <Section title="我的事" />
      <Sheet join="first">
        <Row
          icon="roll"
          name="我的选民登记"
          news={
            session?.onRollOf && session.onRollOf === village?.code
              ? '已登记，名单上有您'
              : '看看名单上有没有我'
          }
          onTap={() => go('identity/entry/index')}
        />
        <Row
          icon="pen"
          name="我的推荐"
          news="推荐过没有，还能不能改"
          onTap={() => go('recommendation/person/index')}
        />
        <Row icon="people" name="委托投票" onTap={() => go('proxy/mine/index')} />
        <Row icon="team" name="办公室和公钥名录" onTap={() => go('transparency/offices/index')} />
        <Row icon="lock" name="您的资料存到什么时候" onTap={() => go('retention/kept/index')} />
      </Sheet>
    </>
  );
}

function Setting(): ReactNode {
  const { village } = useSettings();
  const session = useSession();
  return (
    <>
      <Section title="设置" />
      <Sheet join="first">
        <Row
          icon="home"
          name="我的村"
          news={village?.name ?? '还没有选'}
          onTap={() => go('area/picker/index')}
        />
        <Stored />
        {session && scan ? (
          <Row icon="grid" name="扫码让电脑登录" onTap={() => go('identity/approve/index')} />
        ) : null}
        {session ? <Row icon="key" name="登录和设备" onTap={() => go('identity/devices/index')} /> : null}
        {session ? <Everywhere key={session.person} /> : null}
        <Row icon="key" name="填邀请码" news="工作人员用" onTap={() => go('identity/invitation/index')} />
      </Sheet>
    </>
  );
}

/** Larger letters, my registration, my recommendation, what is stored. */
export default function Me(): ReactNode {
  const { elder, village } = useSettings();
  const session = useSession();
  const work = workGrants(session?.grants ?? []);
  return (
    <Page tab="identity/me/index">
      <Head
        title={session?.name ?? '我的'}
        sub={session ? (village?.name ?? '已登录') : '没有登录，也能看公告和时间表'}
      />
      <Sheet join="first">
        <SwitchRow
          icon="big"
          name="长辈版（大字）"
          news="字更大，颜色更清楚"
          on={elder}
          onChange={(on) => changeSettings({ elder: on })}
        />
        {canSpeak() ? <ReadingPace /> : null}
      </Sheet>
      {work.length > 0 ? (
        <>
          <OfficeRows grants={work} />
          <DemoKeys />
        </>
      ) : null}
      <Mine />
      <Setting />
      <Box className="pad">
        {session ? (
          <>
            <Button kind="second" icon="leave" onTap={() => void signOut()}>
              退出登录
            </Button>
            <Para className="then tc">退出后还能看公告和时间表</Para>
          </>
        ) : (
          <>
            <Button kind="second" icon="me" onTap={() => go('identity/sign-in/index')}>
              登录
            </Button>
            <Para className="then tc">推荐、查登记要登录，别的都不用</Para>
          </>
        )}
      </Box>
    </Page>
  );
}
