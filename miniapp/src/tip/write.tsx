import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { isWellFormed } from '#shared/crypto/utf8';
import { Button, Dock } from '../components/button';
import { Field } from '../components/field';
import { Sheet } from '../components/head';
import { Note } from '../components/note';
import { Icon } from '../components/icon';
import { Box, Para, Words } from '../components/native';
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

/** What can be wrong, in the order of the page. */
const PARTS = ['text', 'name', 'phone'] as const;
type Part = (typeof PARTS)[number];
type Faults = Partial<Record<Part, string>>;

const NAMES = { text: '要说的话', name: '姓名', phone: '电话' } as const satisfies Record<Part, string>;

/** What is missing, by field, in words that say what to do. */
function faults({ text, named, name, phone }: Letter): Faults {
  return {
    ...(text.trim() === '' ? { text: '先写几句您看到的' } : {}),
    ...(text !== '' && !isWellFormed(text) ? { text: '有一个字没输完整，请删掉最后一个字再写' } : {}),
    ...(named && name.trim() === '' ? { name: '填姓名，或者改成不留名字' } : {}),
    ...(named && !/^[0-9][0-9 -]{4,24}$/.test(phone.trim()) ? { phone: '填能打通的电话号码，只写数字' } : {}),
  };
}

function partsIn(wrong: Faults): Part[] {
  return PARTS.filter((part) => wrong[part] !== undefined);
}

/** Where the page leads when it was to be sent too early: the first field that is wrong. */
interface Led {
  readonly part: Part;
  /** How often it was to be sent: the same field is led to anew. */
  readonly times: number;
}

const idOf = ({ part, times }: Led): string => `wrong-${part}-${times}`;

interface Writing {
  readonly letter: Letter;
  readonly wrong: Faults;
  readonly led: Led | undefined;
  readonly disabled: boolean;
  readonly onChange: (letter: Letter) => void;
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
  const [led, setLed] = useState<Led>();
  const wrong = led ? faults(letter) : {};
  const send = (): void => {
    const [part] = partsIn(faults(letter));
    if (part) setLed({ part, times: (led?.times ?? 0) + 1 });
    else onSend();
  };
  const writing = { letter, wrong, led, disabled: sending || unsettled, onChange };
  return (
    <Frame
      onBack={sending ? undefined : onBack}
      atStake={letter.text.trim() !== ''}
      into={led && idOf(led)}
      dock={<SendDock office={office} sending={sending} again={unsettled} wrong={wrong} onSend={send} />}
    >
      <StepHead step={4} of={STEPS} question="写下您看到的" />
      <Sheet join="first" pad>
        <TextOf {...writing} />
      </Sheet>
      <WhoWrites {...writing} />
      {problem ? <NotSent problem={problem} unsettled={unsettled} /> : null}
      <Note icon="lock" tone="off">
        打字时，输入法看得到您写的字。用手机自带的输入法更稳妥。
      </Note>
    </Frame>
  );
}

function NotSent({ problem, unsettled }: { problem: Problem; unsettled: boolean }): ReactNode {
  return (
    <Note icon="bad" tone="red" title={unsettled ? '还不知道送到没有' : '没有送出'}>
      <Para>{problem.title}</Para>
      <Para>写的字只在这一页，没有存在手机上，送到以前先别关掉。</Para>
    </Note>
  );
}

function SendDock({
  office,
  sending,
  again,
  wrong,
  onSend,
}: {
  office: string;
  sending: boolean;
  /** The same sealed letter goes once more. */
  again: boolean;
  wrong: Faults;
  onSend: () => void;
}): ReactNode {
  const missing = partsIn(wrong);
  return (
    <Dock
      line={missing.length > 0 ? <Missing parts={missing} /> : null}
      then={sending ? '封好以后，只有收信的办公室和您能打开。' : `在这部手机上加锁，再送到${office}。`}
    >
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

/** Said beside the button: the fields may be out of sight. */
function Missing({ parts }: { parts: readonly Part[] }): ReactNode {
  const names = parts.map((part) => NAMES[part]).join('、');
  return (
    <Box className="row c-red b" live>
      <Icon name="bad" size="small" />
      <Words className="ml4">{`还没有送出，先填好${names}`}</Words>
    </Box>
  );
}

function TextOf({ letter, wrong, led, disabled, onChange }: Writing): ReactNode {
  return (
    <Place part="text" led={led}>
      <Field
        area
        label="什么时间、什么地方、谁、做了什么"
        hint="知道多少写多少，不用写您是谁"
        value={letter.text}
        max={MAX_TEXT}
        disabled={disabled}
        rows={7}
        error={wrong.text}
        onInput={(text) => onChange({ ...letter, text })}
      />
      <Box className="hint mt8">{`已写 ${letter.text.length} 字，最多 ${MAX_TEXT} 字`}</Box>
    </Place>
  );
}

function Place({
  part,
  led,
  children,
}: {
  part: Part;
  led: Led | undefined;
  children: ReactNode;
}): ReactNode {
  return <Box id={led?.part === part ? idOf(led) : undefined}>{children}</Box>;
}

function WhoWrites(writing: Writing): ReactNode {
  const { letter, disabled, onChange } = writing;
  const { named } = letter;
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
      {named ? <NameAndPhone {...writing} /> : null}
    </Sheet>
  );
}

function NameAndPhone({ letter, wrong, led, disabled, onChange }: Writing): ReactNode {
  return (
    <Box className="pad">
      <Place part="name" led={led}>
        <Field
          label="姓名"
          value={letter.name}
          max={40}
          disabled={disabled}
          error={wrong.name}
          onInput={(name) => onChange({ ...letter, name })}
        />
      </Place>
      <Place part="phone" led={led}>
        <Field
          label="电话"
          kind="digits"
          hint="办理的人要核对时打给您"
          value={letter.phone}
          max={25}
          disabled={disabled}
          error={wrong.phone}
          onInput={(phone) => onChange({ ...letter, phone })}
        />
      </Place>
    </Box>
  );
}
