import { type ReactNode, useState } from 'react';
import { dateOfDay, sayDate } from '#shared/time';
import { Sheet } from '../components/head';
import { Box, Para } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { today } from '../platform/clock';
import { listHere } from '../platform/day-list';
import { copy } from '../platform/device';
import { type ListProof, listProofOf } from './list-proof';
import { HOTLINE } from './reach';
import type { OpenCase } from './sending';

const say = (day: number): string => sayDate(dateOfDay(day));

/** What is wrong, in red or amber; undefined when nothing is. */
function alarmOf(proof: ListProof): { title: string; then: string; tone: 'red' | 'due' } | undefined {
  switch (proof.kind) {
    case 'unsigned':
      return {
        tone: 'red',
        title: '这一次的签收凭据核对不上',
        then: `下面的来往可能不全。过一会儿再打开看看，还是这样，请打 ${HOTLINE}。`,
      };
    case 'missing':
      return {
        tone: 'red',
        title: `${say(proof.day)}的公开名册上没有这封信`,
        then: `县里签收过，名册上就应当有。请先留一份签收凭据，再打 ${HOTLINE}，说“签收过的信，不在每日名册上”。`,
      };
    case 'other':
      return {
        tone: 'red',
        title: `${say(proof.day)}的公开名册上，这封信和这里的不一样`,
        then: `来往可能被人动过。请先留一份签收凭据，再打 ${HOTLINE}。`,
      };
    case 'forged':
      return {
        tone: 'red',
        title: `${say(proof.day)}的公开名册，和县里的公开记录对不上`,
        then: `这一份名册不能信。请打 ${HOTLINE}，说“每日名册被改过”。`,
      };
    case 'late':
      return {
        tone: 'due',
        title: `${say(proof.day)}以后，没有见到新的公开名册`,
        then: '名册应当每天公布。有网时回首页看一眼，再来核对。',
      };
    case 'unlogged':
      return {
        tone: 'due',
        title: `${say(proof.day)}的公开名册，还没有登进公开记录`,
        then: `登进去才算数。过一会儿回首页看一眼，再来核对。到明天还是这样，请打 ${HOTLINE}。`,
      };
    default:
      return undefined;
  }
}

/** The days from one to another, which may be the same. */
function sayFromTo(from: number, to: number): string {
  return from === to ? say(from) : `${say(from)}到${say(to)}`;
}

/** The one plain line, while nothing is wrong. */
function lineOf(proof: ListProof): { name: string; news: string } {
  switch (proof.kind) {
    case 'stands':
      return {
        name: `${say(proof.since)}起，每天的公开名册上都有这封信的位置`,
        news: `${say(proof.day)}的名册核对过了：在上面，没有被改`,
      };
    case 'ended':
      return {
        name: `${sayFromTo(proof.since, proof.day)}，公开名册上有这封信的位置`,
        news: '办结以后，名册上不再列',
      };
    case 'soon':
      return { name: '签收凭据核对过了', news: '明天起，也能在每天的公开名册上核对' };
    default:
      return { name: '签收凭据核对过了', news: '公开名册还没有取到，回首页等一会儿再来' };
  }
}

/** Where the letter stands in the public list of the day: one line, the rest on tap; what is wrong is said loudly. */
export function InList({ open }: { open: OpenCase }): ReactNode {
  const [shown, setShown] = useState(false);
  const proof = listProofOf(open, listHere(), today());
  const alarm = alarmOf(proof);
  const ack = proof.kind === 'unsigned' ? undefined : open.answer.ack;
  if (alarm)
    return (
      <>
        <Note icon={alarm.tone === 'red' ? 'bad' : 'warn'} tone={alarm.tone} title={alarm.title}>
          {alarm.then}
        </Note>
        {ack ? (
          <Sheet join="under">
            <KeepAck ack={ack} />
          </Sheet>
        ) : null}
      </>
    );
  const { name, news } = lineOf(proof);
  return (
    <Sheet join="under">
      <Row icon="proof" name={name} news={news} end={shown ? 'up' : 'down'} onTap={() => setShown(!shown)} />
      {shown ? <Explained /> : null}
      {shown && ack ? <KeepAck ack={ack} /> : null}
    </Sheet>
  );
}

function Explained(): ReactNode {
  return (
    <Box className="pad tl">
      <Para>县里每天夜里公布一份名册，没办完的信都占一个位置。只有拿着回执，才认得出是哪一个。</Para>
      <Para className="mt8">名册登在公开记录里，事后改不了。哪天少了这封信，这里就用红字告诉您。</Para>
      <Para className="mt8">
        想一天一天核对：请懂电脑的亲友运行本系统公开的“回执核对程序”（verify-receipt），照着纸输 36 位数字。
      </Para>
    </Box>
  );
}

/** The acknowledgement leaves the page only when asked for: it shows that somebody wrote. */
function KeepAck({ ack }: { ack: string }): ReactNode {
  const [news, setNews] = useState('复制成一段文字。别人看到它，就知道有人写过信');
  const keep = async (): Promise<void> =>
    setNews((await copy(ack)) ? '已经复制，请粘贴到您放心的地方' : '没有复制成，请再点一次');
  return <Row icon="save" name="留一份签收凭据" news={news} onTap={() => void keep()} />;
}
