import { type ReactNode, useState } from 'react';
import { REFUSAL_WORDS, REFUSALS } from '#shared/tip/refusal';
import {
  type Blank,
  BLANKS,
  MAX_TEMPLATE_NAME,
  MAX_TEMPLATE_TEXT,
  PURPOSE_WORDS,
  PURPOSES,
  Template,
} from '#shared/wording/template';
import { Button, Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Box, Para } from '../../components/native';
import { NotDone } from '../../components/states';
import type { Problem } from '../../platform/request';
import './templates.css';

/** What is written: a template of the office's at its place, or a new one, perhaps after another. */
export interface Editing {
  readonly start: Template | undefined;
  readonly at: number | undefined;
}

/** Which template is being written, if any. */
export function useEditing() {
  const [open, setOpen] = useState<Editing>();
  const edit = (start: Template | undefined, at?: number): void => setOpen({ start, at });
  return { open, edit, close: () => setOpen(undefined) };
}

interface Props extends Editing {
  templates: readonly Template[];
  busy: boolean;
  problem: Problem | undefined;
  /** What was sent may have been kept: it is sent again before anything else. */
  unsettled: boolean;
  keep: (templates: readonly Template[]) => Promise<boolean>;
  onClose: () => void;
}

/** Writes a template, or takes it away. */
export function Editor(props: Props): ReactNode {
  const [going, setGoing] = useState(false);
  return going ? (
    <TakeAway {...props} onStay={() => setGoing(false)} />
  ) : (
    <Write {...props} onTakeAway={() => setGoing(true)} />
  );
}

function Write({ onTakeAway, ...props }: Props & { onTakeAway: () => void }): ReactNode {
  const { start, at, templates, busy, problem, unsettled, keep, onClose } = props;
  const [draft, setDraft] = useState<Draft>(() => ({ ...BLANK, ...start }));
  const written = writtenOf(draft);
  const placed = (template: Template): Template[] =>
    at === undefined ? [...templates, template] : templates.map((one, i) => (i === at ? template : one));
  const go = async (): Promise<void> => {
    if (written && !busy && (await keep(placed(written)))) onClose();
  };
  const buttons = (
    <>
      {at === undefined || unsettled ? null : (
        <Button kind="second" off={busy} onTap={onTakeAway}>
          去掉这个模板……
        </Button>
      )}
      <Button kind="second" onTap={onClose}>
        先不改
      </Button>
      <Button off={!written || busy} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '密封并存下'}
      </Button>
    </>
  );
  return (
    <Dialog title={at === undefined ? '加一个模板' : '改模板'} onClose={onClose} buttons={buttons}>
      {unsettled ? null : <Fields draft={draft} onChange={setDraft} />}
      {written ? null : <Para className="tl c-due b mt8">{faultOf(draft)}</Para>}
      <Para className="tl mute mt8">
        封在本办公室的钥匙里，同事下次打开信就能用。用模板写的话，送出以前都能改。
      </Para>
      <NotDone title={unsettled ? '还不知道存上没有' : '没有存上'} problem={problem} />
    </Dialog>
  );
}

/** Asks before a template goes: what was written is kept nowhere else. */
function TakeAway({ onStay, ...props }: Props & { onStay: () => void }): ReactNode {
  const { start, at, templates, busy, problem, unsettled, keep, onClose } = props;
  const go = async (): Promise<void> => {
    if (!busy && (await keep(templates.filter((_, i) => i !== at)))) onClose();
  };
  const buttons = (
    <>
      <Button kind="second" onTap={unsettled ? onClose : onStay}>
        先不去掉
      </Button>
      <Button kind="danger" off={busy} onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '去掉'}
      </Button>
    </>
  );
  return (
    <Dialog title={`去掉“${start?.name ?? ''}”`} onClose={onClose} buttons={buttons}>
      <Para>去掉以后，同事也用不到了，找不回来，要用只能另写。用它写过、送出的话不变。</Para>
      <NotDone title={unsettled ? '还不知道去掉没有' : '没有去掉'} problem={problem} />
    </Dialog>
  );
}

/** A template before it is one. */
interface Draft extends Pick<Template, 'name' | 'text'> {
  readonly purpose?: Template['purpose'] | undefined;
  readonly reason?: Template['reason'];
}

const BLANK: Draft = { name: '', text: '' };

function writtenOf({ purpose, reason, ...words }: Draft): Template | undefined {
  const read = Template.safeParse({ purpose, ...(purpose === 'refuse' && reason && { reason }), ...words });
  return read.data;
}

function faultOf({ purpose, name, text }: Draft): string {
  if (!purpose) return '先选什么时候用。';
  if (name.trim() === '') return '先起一个名字。';
  return text.trim() === '' ? '先写几句。' : '有一个字没输完整，请删掉最后一个字再写。';
}

const ONE_REASON = '只在这个理由用，不选就都能用';

function Fields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }): ReactNode {
  const { purpose, reason, name, text } = draft;
  return (
    <>
      <Box className="lab">什么时候用</Box>
      <ChoiceList
        one
        label="什么时候用"
        choices={PURPOSES.map((id) => ({ id, name: PURPOSE_WORDS[id] }))}
        chosen={purpose ? [purpose] : []}
        onToggle={(id) => onChange({ ...draft, purpose: PURPOSES.find((one) => one === id) })}
      />
      {purpose === 'refuse' ? (
        <>
          <Box className="lab mt12">{ONE_REASON}</Box>
          <ChoiceList
            label={ONE_REASON}
            choices={REFUSALS.map((id) => ({ id, name: REFUSAL_WORDS[id] }))}
            chosen={reason ? [reason] : []}
            onToggle={(id) =>
              onChange({ ...draft, reason: id === reason ? undefined : REFUSALS.find((one) => one === id) })
            }
          />
        </>
      ) : null}
      <Field
        label="名字"
        value={name}
        max={MAX_TEMPLATE_NAME}
        onInput={(next) => onChange({ ...draft, name: next })}
      />
      <Field
        area
        label="写给来信人的话"
        hint="不要写进来信人和信里的事"
        value={text}
        max={MAX_TEMPLATE_TEXT}
        rows={5}
        onInput={(next) => onChange({ ...draft, text: next })}
      />
      <Blanks onAdd={(blank) => onChange({ ...draft, text: `${text}【${blank}】` })} />
    </>
  );
}

/** What is filled in later, to be put behind what is written. */
function Blanks({ onAdd }: { onAdd: (blank: Blank) => void }): ReactNode {
  return (
    <Box className="template-blanks">
      {BLANKS.map((blank) => (
        <Link key={blank} icon="plus" label={`加上${blank}`} onTap={() => onAdd(blank)}>
          {blank}
        </Link>
      ))}
    </Box>
  );
}
