import { type ReactNode, useState } from 'react';
import type { Office } from '#shared/directory/office';
import { dateOfDay, sayDate } from '#shared/time';
import { dueOf, extensionOf } from '#shared/tip/clocks';
import { actsFrom } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { today } from '../../platform/clock';
import type { OpenCase } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { Telling } from './telling';
import { Together, useTogether } from './together';
import { textFault, useWording } from './wording';
import { Wordings } from './wordings';

/** Putting a result off, once, where the law lets the office's head do so: offered while that is still possible. */
export function Extend(acting: Acting): ReactNode {
  const [shown, setShown] = useState(false);
  const more = moreDays(acting.open, acting.office);
  if (more === 0) return null;
  return (
    <>
      <Button kind="second" icon="clock" onTap={() => setShown(true)}>
        {`延长 ${more} 天……`}
      </Button>
      {shown ? <Choose acting={acting} more={more} onClose={() => setShown(false)} /> : null}
    </>
  );
}

/** By how many days the result of a case may be put off here and now. */
function moreDays({ view }: OpenCase, office: Office): number {
  const isOn = view.role === 'office' && actsFrom(view.state).includes('reply');
  return isOn ? extensionOf(view.state, office.kind, today()) : 0;
}

function Choose({ acting, more, onClose }: { acting: Acting; more: number; onClose: () => void }): ReactNode {
  const [approver, setApprover] = useState('');
  const worded = useWording(acting, 'extend');
  const { text, onInput } = worded;
  const speaker = useSpeaker(acting);
  const together = useTogether(acting.group, (one) => moreDays(one, acting.office) > 0);
  const fault = approver.trim() === '' ? '先写哪位负责人批准的。' : textFault(text);
  const go = async (): Promise<void> => {
    if (fault !== undefined || speaker.busy) return;
    const saying = { act: { act: 'extend' }, text: text.trim(), approver: approver.trim() } as const;
    if (await speaker.say(saying, together.also)) onClose();
  };
  const close = (): void => {
    if (speaker.unsettled) void speaker.refresh();
    onClose();
  };
  return (
    <Telling
      {...speaker}
      title={`办结期限延长 ${more} 天`}
      label="告诉来信人为什么"
      text={text}
      onInput={onInput}
      fault={fault}
      after={afterWords(acting)}
      verb="密封并延长"
      later="先不延长"
      onSend={() => void go()}
      onClose={close}
    >
      <Para className="tl mute">{`信访工作条例第三十四条：情况复杂的，经本机关负责人批准，可以延长，不超过 ${more} 天，并告诉来信人为什么。`}</Para>
      <Field
        label="哪位负责人批准的"
        hint="写姓名，来信人也会看到"
        value={approver}
        max={40}
        onInput={setApprover}
      />
      <Wordings {...worded} />
      <Together {...together} />
    </Telling>
  );
}

/** Until when, and that it is for good. */
function afterWords({ open, office }: Acting): string {
  const due = dueOf({ ...open.view.state, extended: true }, office.kind);
  return due ? `延长以后最晚${sayDate(dateOfDay(due.day))}。只能延长一次，送出后改不了。` : '';
}
