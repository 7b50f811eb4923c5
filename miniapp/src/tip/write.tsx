import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { isWellFormed } from '#shared/crypto/utf8';
import { Button, Dock } from '../components/button';
import { Field } from '../components/field';
import { Sheet } from '../components/head';
import { Note } from '../components/note';
import { Box, Para } from '../components/native';
import { Row } from '../components/row';
import { ProgressBar, StepHead } from '../components/steps';
import type { Problem } from '../platform/request';
import { Frame } from './frame';
import { STEPS } from './questions';

/** What is being written; a name only by choice. */
export interface Letter {
  readonly text: string;
  readonly named: boolean;
  readonly name: string;
  readonly phone: string;
}

export const BLANK: Letter = { text: '', named: false, name: '', phone: '' };

/** What is missing, by field, in words that say what to do. */
function faults({ text, named, name, phone }: Letter): Partial<Record<'text' | 'name' | 'phone', string>> {
  return {
    ...(text.trim() === '' ? { text: '先写几句您看到的' } : {}),
    ...(text !== '' && !isWellFormed(text) ? { text: '有一个字没输完整，请删掉最后一个字再写' } : {}),
    ...(named && name.trim() === '' ? { name: '填姓名，或者改成不留名字' } : {}),
    ...(named && !/^[0-9][0-9 -]{4,24}$/.test(phone.trim()) ? { phone: '填能打通的电话号码，只写数字' } : {}),
  };
}

/** Step 4: what was seen; then sealed on this phone and sent. */
export function WriteLetter({
  letter,
  office,
  sending,
  unsettled,
  problem,
  onChange,
  onSend,
  onBack,
}: {
  letter: Letter;
  office: string;
  sending: boolean;
  /** It is sealed and may have arrived: it can only be sent again as it is. */
  unsettled: boolean;
  problem: Problem | undefined;
  onChange: (letter: Letter) => void;
  onSend: () => void;
  onBack: () => void;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  const wrong = asked ? faults(letter) : {};
  const locked = sending || unsettled;
  const send = (): void => {
    setAsked(true);
    if (Object.keys(faults(letter)).length === 0) onSend();
  };
  return (
    <Frame
      onBack={sending ? undefined : onBack}
      atStake={letter.text.trim() !== ''}
      dock={<SendDock office={office} sending={sending} again={unsettled} onSend={send} />}
    >
      <StepHead step={4} of={STEPS} question="写下您看到的" />
      <Sheet join="first" pad>
        <TextOf letter={letter} error={wrong.text} disabled={locked} onChange={onChange} />
      </Sheet>
      <WhoWrites letter={letter} wrong={wrong} disabled={locked} onChange={onChange} />
      {problem ? (
        <Note icon="bad" tone="red" title={unsettled ? '还不知道送到没有' : '没有送出'}>
          <Para>{problem.title}</Para>
          <Para>写的字只在这一页，没有存在手机上，送到以前先别关掉。</Para>
        </Note>
      ) : null}
      <Note icon="lock" tone="off">
        打字时，输入法看得到您写的字。用手机自带的输入法更稳妥。
      </Note>
    </Frame>
  );
}

function SendDock({
  office,
  sending,
  again,
  onSend,
}: {
  office: string;
  sending: boolean;
  /** The same sealed letter goes once more. */
  again: boolean;
  onSend: () => void;
}): ReactNode {
  return (
    <Dock then={sending ? '封好以后，只有收信的办公室和您能打开。' : `在这部手机上加锁，再送到${office}。`}>
      {sending ? (
        <ProgressBar words="正在这部手机上加锁，再送出……" share={0.6} />
      ) : (
        <Button icon="lock" onTap={onSend}>
          {again ? '再送一次' : '密封并送出'}
        </Button>
      )}
    </Dock>
  );
}

function TextOf({
  letter,
  error,
  disabled,
  onChange,
}: {
  letter: Letter;
  error: string | undefined;
  disabled: boolean;
  onChange: (letter: Letter) => void;
}): ReactNode {
  return (
    <>
      <Field
        area
        label="什么时间、什么地方、谁、做了什么"
        hint="知道多少写多少，不用写您是谁"
        value={letter.text}
        max={MAX_TEXT}
        disabled={disabled}
        rows={7}
        error={error}
        onInput={(text) => onChange({ ...letter, text })}
      />
      <Box className="hint mt8">{`已写 ${letter.text.length} 字，最多 ${MAX_TEXT} 字`}</Box>
    </>
  );
}

function WhoWrites({
  letter,
  wrong,
  disabled,
  onChange,
}: {
  letter: Letter;
  wrong: ReturnType<typeof faults>;
  disabled: boolean;
  onChange: (letter: Letter) => void;
}): ReactNode {
  const { named, name, phone } = letter;
  return (
    <Sheet>
      <Row
        icon="me"
        name={named ? '留名字和电话' : '不留名字'}
        news={
          named
            ? '留名的，15 个工作日内必须答复受理没有。点这里改成不留名字'
            : '想留名字和电话，点这里。留名的，15 个工作日内必须答复受理没有'
        }
        {...(disabled ? {} : { onTap: () => onChange({ ...letter, named: !named }) })}
      />
      {named ? (
        <Box className="pad">
          <Field
            label="姓名"
            value={name}
            max={40}
            disabled={disabled}
            error={wrong.name}
            onInput={(next) => onChange({ ...letter, name: next })}
          />
          <Field
            label="电话"
            kind="digits"
            hint="办理的人要核对时打给您"
            value={phone}
            max={25}
            disabled={disabled}
            error={wrong.phone}
            onInput={(next) => onChange({ ...letter, phone: next })}
          />
        </Box>
      ) : null}
    </Sheet>
  );
}
