import { type ReactNode, useState } from 'react';
import { ELECTION } from '#shared/directory/office';
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
import { sayLastDay } from './due-words';
import type { Delivered } from './sending';

/** By when the office answers: by law where a name was left, as a service promise where none was. */
function Promised({
  route,
  delivered: { due },
  named,
}: Pick<Props, 'route' | 'delivered' | 'named'>): ReactNode {
  const { office, name } = route.office;
  const above = route.above?.name;
  return (
    <Sheet join="first">
      {due ? (
        <Row
          icon="clock"
          name={sayLastDay(due)}
          news={named ? `${name}答复受不受理（${due.law}）` : `${name}承诺：答复受不受理`}
        />
      ) : null}
      {office.kind === ELECTION ? (
        <Row icon="flow" name="受理以后" news="60 天内告诉您结果，到时候凭回执看得到日子" />
      ) : null}
      {above ? <Row icon="move" name="到期还没办" news={`交到上一级：${above}也能打开`} /> : null}
    </Sheet>
  );
}

interface Props {
  receipt: Receipt;
  route: Route;
  delivered: Delivered;
  /** Whether a name stands under the letter. */
  named: boolean;
  onCopied: () => void;
}

/** The receipt, once, to be copied by hand. No way back, no listening, no saving. */
export function CopyReceipt({ receipt, route, delivered, named, onCopied }: Props): ReactNode {
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
      <Promised route={route} delivered={delivered} named={named} />
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
