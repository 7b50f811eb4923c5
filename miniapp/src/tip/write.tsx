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
import { StepHead } from '../components/steps';
import type { Problem } from '../platform/request';
import type { Chosen } from '../platform/chosen';
import type { Progress } from '../platform/enclosing';
import { FilesOf } from './files';
import { Frame } from './frame';
import { goesOnWords, Sending } from '../components/sending-bar';
import { STEPS } from './questions';

/** What is being written; a name only by choice. */
export interface Letter {
  readonly text: string;
  readonly named: boolean;
  readonly name: string;
  readonly phone: string;
  /** What goes with it. */
  readonly files: readonly Chosen[];
}

export const BLANK: Letter = { text: '', named: false, name: '', phone: '', files: [] };

/** How far the sending is. */
export interface SendingState {
  readonly sending: boolean;
  /** Pieces of the letter's files that were sent, of how many; what is left of the last try where it is not sending. */
  readonly progress?: Progress;
  /** The writer stopped it before the letter was sent. */
  readonly stopped?: boolean;
  readonly problem?: Problem;
}

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
export function WriteLetter(writing: {
  letter: Letter;
  office: string;
  state: SendingState;
  /** It is sealed and may have arrived: it can only be sent again as it is. */
  unsettled: boolean;
  onChange: (letter: Letter) => void;
  onSend: () => void;
  onStop: () => void;
  onBack: () => void;
}): ReactNode {
  const { letter, office, state, unsettled, onChange, onSend, onStop, onBack } = writing;
  const { sending } = state;
  const [led, setLed] = useState<Led>();
  const wrong = led ? faults(letter) : {};
  const send = (): void => {
    const [part] = partsIn(faults(letter));
    if (part) setLed({ part, times: (led?.times ?? 0) + 1 });
    else onSend();
  };
  const parts = { letter, wrong, led, disabled: sending || unsettled, onChange };
  return (
    <Frame
      onBack={sending ? undefined : onBack}
      atStake={letter.text.trim() !== ''}
      into={led && idOf(led)}
      dock={
        <SendDock
          office={office}
          state={state}
          again={unsettled}
          wrong={wrong}
          onSend={send}
          onStop={onStop}
        />
      }
    >
      <StepHead step={4} of={STEPS} question="写下您看到的" />
      <Sheet join="first" pad>
        <TextOf {...parts} />
      </Sheet>
      <Files {...parts} />
      <WhoWrites {...parts} />
      <NotSent state={state} unsettled={unsettled} />
      <Note icon="lock" tone="off">
        打字时，输入法看得到您写的字。用手机自带的输入法更稳妥。
      </Note>
    </Frame>
  );
}

function Files({ letter, disabled, onChange }: Writing): ReactNode {
  return (
    <Sheet>
      <FilesOf
        files={letter.files}
        disabled={disabled}
        onChange={(files) => onChange({ ...letter, files })}
      />
    </Sheet>
  );
}

/** Why the letter is not sent yet. */
function NotSent({
  state: { stopped, problem, progress },
  unsettled,
}: {
  state: SendingState;
  unsettled: boolean;
}): ReactNode {
  if (stopped) {
    return (
      <Note icon="wait" tone="due" title="先停下了，信还没有送出">
        <Para>再点“密封并送出”，从停下的地方接着送。不想送的照片和文件，可以先去掉。</Para>
        <FilesLeft progress={progress} />
      </Note>
    );
  }
  if (!problem) return null;
  return (
    <Note icon="bad" tone="red" title={unsettled ? '还不知道送到没有' : '没有送出'}>
      <Para>{problem.title}</Para>
      <Para>写的字只在这一页，没有存在手机上，送到以前先别关掉。</Para>
      {unsettled ? null : <FilesLeft progress={progress} />}
    </Note>
  );
}

function FilesLeft({ progress }: { progress: Progress | undefined }): ReactNode {
  return progress && progress.done > 0 ? <Para>{goesOnWords(progress)}</Para> : null;
}

function SendDock({
  office,
  state: { sending, progress },
  again,
  wrong,
  onSend,
  onStop,
}: {
  office: string;
  state: SendingState;
  /** The same sealed letter goes once more. */
  again: boolean;
  wrong: Faults;
  onSend: () => void;
  onStop: () => void;
}): ReactNode {
  const missing = partsIn(wrong);
  return (
    <Dock
      line={missing.length > 0 ? <Missing parts={missing} /> : null}
      then={sending ? '封好以后，只有收信的办公室和您能打开。' : `在这部手机上加锁，再送到${office}。`}
    >
      {sending ? (
        <Sending progress={progress} words="正在这部手机上加锁，再送出……" onStop={onStop} />
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
