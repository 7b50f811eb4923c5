import { type ReactNode, useState } from 'react';
import { MOST_ENCLOSURES } from '#shared/tip/sizes';
import { Button, Link } from '../components/button';
import { Box, Para } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { chooseOriginals } from '../platform/choose-originals';
import type { Chosen } from '../platform/chosen';
import { takeOriginals } from '../platform/take-originals';
import { record, type Recording } from '../platform/voice';

interface Choosing {
  readonly files: readonly Chosen[];
  readonly disabled: boolean;
  readonly onChange: (files: readonly Chosen[]) => void;
}

/** Files as they are, only after it was said what they may tell. */
export function Originals(choosing: Choosing): ReactNode {
  const { files, disabled, onChange } = choosing;
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const take = (chosen: readonly Chosen[]): void => {
    const taken = takeOriginals(files, chosen);
    setAsked(false);
    setRefused(taken.refused);
    onChange(taken.files);
  };
  const choose = async (): Promise<void> => take(await chooseOriginals(MOST_ENCLOSURES - files.length));
  const isFull = files.length >= MOST_ENCLOSURES;
  return (
    <>
      <Row
        icon="file"
        name="加录音、文件，或者照片原件"
        news="原样送出，一个最多 20 MB"
        end={asked ? 'up' : 'down'}
        {...(disabled || isFull ? {} : { onTap: () => setAsked(!asked) })}
      />
      {asked ? (
        <Box className="pad">
          <Note icon="warn" tone="due" title="原件里可能有拍摄时间和地点" inset>
            <Para>原样送出，收信的办公室看得到文件名和里面的一切，也可能看出是谁的手机。</Para>
            <Para>拍的照片不用送原件：点上面的“加照片”，时间和地点会去掉。</Para>
          </Note>
          <Box className="mt8">
            <Button kind="second" icon="file" onTap={() => void choose()}>
              知道了，选文件
            </Button>
          </Box>
          <Voice onSaid={(said) => take([said])} />
          <Link onTap={() => setAsked(false)}>不加了</Link>
        </Box>
      ) : null}
      {refused.map((why) => (
        <Box key={why} className="pad hint c-red b" live>
          {why}
        </Box>
      ))}
    </>
  );
}

/** Saying it instead, where the phone records here; the voice goes as it is. */
function Voice({ onSaid }: { onSaid: (said: Chosen) => void }): ReactNode {
  const [running, setRunning] = useState<Recording>();
  const [failed, setFailed] = useState(false);
  if (!record) return null;
  const begin = async (): Promise<void> => {
    const recording = await record?.('录音.mp3');
    setFailed(recording === undefined);
    setRunning(recording);
  };
  const end = async (): Promise<void> => {
    const said = await running?.end();
    setRunning(undefined);
    setFailed(said === undefined);
    if (said) onSaid(said);
  };
  return (
    <Box className="mt8">
      <Button kind="second" icon="hear" onTap={() => void (running ? end() : begin())}>
        {running ? '说完了' : '知道了，现在录一段话'}
      </Button>
      {running ? <Para className="tl mute">正在录音，最长十分钟。旁边的人听得见您说话。</Para> : null}
      {failed ? <Para className="tl c-red b">没有录上。请让微信用麦克风，再试一次，或者写成字。</Para> : null}
    </Box>
  );
}
