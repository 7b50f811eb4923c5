import { type ReactNode, useState } from 'react';
import { dateOfDay, sayDate } from '#shared/time';
import { type Receipt, receiptTexts } from '#shared/tip/receipt';
import type { Route } from '#shared/tip/routing';
import { Button, Dock, Link } from '../components/button';
import { Head, Section, Sheet } from '../components/head';
import { Icon } from '../components/icon';
import { Box, Heading, Para, Words } from '../components/native';
import { Note } from '../components/note';
import { Page } from '../components/page';
import { Receipt as ReceiptTable } from '../components/receipt';
import { Row } from '../components/row';
import type { Delivered } from './sending';

/** By when the office promises to answer; a service promise, not a right, where nobody left a name. */
function Promised({ route, delivered }: { route: Route; delivered: Delivered }): ReactNode {
  const { dueDay, provisional } = delivered;
  const waits = provisional ? '（遇放假安排可能改动）' : '';
  return (
    <Sheet join="first">
      {dueDay === undefined ? null : (
        <Row
          icon="clock"
          name={`最晚${sayDate(dateOfDay(dueDay))}${waits}`}
          news={`${route.office.name}承诺：答复受不受理`}
        />
      )}
      {route.above ? <Row icon="move" name="到期没答复" news={`${route.above.name}也能打开`} /> : null}
    </Sheet>
  );
}

/** The receipt, once, to be copied by hand. No way back, no listening, no saving. */
export function CopyReceipt({
  receipt,
  route,
  delivered,
  onCopied,
}: {
  receipt: Receipt;
  route: Route;
  delivered: Delivered;
  onCopied: () => void;
}): ReactNode {
  const [covered, setCovered] = useState(false);
  return (
    <Page
      noBack
      atStake
      dock={
        <Dock then="照着纸输一遍，12 组都对就完成。">
          <Button onTap={onCopied}>我抄好了，核对一下</Button>
        </Dock>
      }
    >
      <Box className="row edge mt8 c-done b">
        <Icon name="ok" />
        <Words className="ml8">{`${route.office.name}已经收到`}</Words>
      </Box>
      <Head small title="请用纸笔抄下 12 组数字" sub="照着格子抄：一行 3 组，共 4 行" />
      <Box className="edge">
        <ReceiptTable groups={receiptTexts(receipt)} covered={covered} />
        <Link icon={covered ? 'see' : 'hide'} onTap={() => setCovered(!covered)}>
          {covered ? '再看一看' : '先遮住'}
        </Link>
      </Box>
      <Note icon="warn" tone="due" title="丢了就查不回来，谁也补不了">
        凭这 36 位数字看答复。请不要截屏，不要发给别人。
      </Note>
      <Section title="接下来" />
      <Promised route={route} delivered={delivered} />
    </Page>
  );
}

/** All is done: what the paper is for, and nothing that would show on the phone later. */
export function AllDone({ office, onLeave }: { office: string; onLeave: () => void }): ReactNode {
  return (
    <Page
      noBack
      dock={
        <Dock then="离开以后，这部手机上什么都不留。">
          <Button onTap={onLeave}>离开</Button>
        </Dock>
      }
    >
      <Box className="head tc mt12">
        <Box className="c-done" hidden>
          <Icon name="ok" size="large" />
        </Box>
        <Heading level={1} className="t0 mt8">
          都对了，纸收好
        </Heading>
      </Box>
      <Sheet join="first" pad>
        <Para>{`信已经送到${office}。`}</Para>
        <Para className="mt8">
          要看答复、再补充，回首页点“凭回执查进度”，照着纸输入 12 组数字。换一部手机也能看。
        </Para>
        <Para className="mute mt8">没有短信，也没有消息提醒：谁拿到您的手机，都看不出您写过信。</Para>
      </Sheet>
    </Page>
  );
}
