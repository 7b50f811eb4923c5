import type { ReactNode } from 'react';
import { dateOfDay, sayDate } from '#shared/time';
import { GROUND_WORDS } from '#shared/tip/ground';
import { isErased } from '#shared/tip/rules';
import { endedWords } from '#shared/tip/words';
import { Box, Heading, Para, Words } from '../components/native';
import { Icon } from '../components/icon';
import { Sheet } from '../components/head';
import { Note } from '../components/note';
import type { OpenCase } from './sending';

const GOING = '信、答复、文件正在服务器上一样一样删掉，还没有删完，从现在起谁也打不开。';
const GONE = '服务器上的信和答复都没有了，文件也打不开了，几天里删净。以前打印出来的、另外记下的，不在里面。';

/** What is left of a letter whose content was erased: the day, the ground, and that it was there. */
export function Erased({ open }: { open: OpenCase }): ReactNode {
  const { answer, erasure, officeName } = open;
  const said = erasure?.ok && erasure.content.kind === 'status' ? erasure.content.said : undefined;
  if (said?.status !== 'erased' || !answer.erasure)
    return (
      <Sheet join="first">
        <Note icon="bad" tone="red" title="这封信的内容没有了">
          服务器说删除了，可是没有两名办理人员的签字。您的回执和凭据还在，请拿着它向上级反映。
        </Note>
      </Sheet>
    );
  return (
    <>
      <Box className="now" role="region" label="现在">
        <Box className="now-key">
          <Icon name="sun" size="small" />
          <Words>现在</Words>
        </Box>
        <Heading level={1} className="t1">
          {answer.state.state === 'erasing' ? '正在删除' : '内容已删除'}
        </Heading>
        <Para className="tl mute">{`${officeName}${sayDate(dateOfDay(answer.erasure.day))}删除，两名办理人员签过字。`}</Para>
        <Para className="tl mute">{`理由：${GROUND_WORDS[said.ground]}。`}</Para>
        {isErased(answer.state) ? (
          <Para className="tl mute">{`原来的结果：${endedWords(answer.state.ended)}。`}</Para>
        ) : null}
      </Box>
      <Sheet join="first">
        <Note icon="proof">
          {answer.state.state === 'erasing' ? GOING : GONE}
          留下的哈希还能证明您来过信、没有被换过：凭据照样核对得上。
        </Note>
      </Sheet>
    </>
  );
}
