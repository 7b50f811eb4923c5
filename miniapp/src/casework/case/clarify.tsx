import { type ReactNode, useState } from 'react';
import { entryOf } from '#shared/directory/directory';
import { DISCIPLINE, type Office } from '#shared/directory/office';
import { type Betrayal, betrayalIn, Clarification } from '#shared/tip/clarification';
import { Button, Link } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { go as goTo } from '../../platform/navigate';
import { layClarification } from '../clarification/laid';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';
import type { Keeper } from './notes';

interface Props {
  acting: Acting;
  keeper: Keeper;
}

/** The way to a letter of clarification, once a discipline office has handled a case to its end. */
export function Clarify({ acting, keeper }: Props): ReactNode {
  const [shown, setShown] = useState(false);
  if (acting.office.kind !== DISCIPLINE || acting.open.view.state.state !== 'closed') return null;
  return (
    <>
      <Button kind="second" onTap={() => setShown(true)}>
        出澄清函……
      </Button>
      {shown ? <Write acting={acting} keeper={keeper} onClose={() => setShown(false)} /> : null}
    </>
  );
}

/** A letter that was made, once more on its page. */
export function SeeClarification({
  said,
  open,
  office,
  day = today(),
}: Made & { day: number | undefined }): ReactNode {
  return (
    <Link icon="print" label={`看给${said.person}的函样`} onTap={() => see({ said, open, office, day })}>
      看函样
    </Link>
  );
}

interface Made {
  said: Clarification;
  open: OpenCase;
  /** Whose letter it is. */
  office: Office;
}

/** Shows the letter as it goes on paper, with the day on which it was noted. */
function see({ said, open: { directory }, office, day }: Made & { day: number }): void {
  const officeName = entryOf(directory, office, today())?.name;
  if (officeName === undefined) return;
  layClarification({ said, office, officeName, day });
  goTo('casework/clarification/index');
}

const START = {
  person: '',
  unit: '',
  about: '在换届中有关问题',
  finding: '反映的问题不属实。',
  approver: '',
};

function Write({ acting, keeper, onClose }: Props & { onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState(START);
  const { busy, problem, unsettled, write } = keeper;
  const said = Clarification.safeParse(draft).data;
  const fault = said ? betrayalWords(acting, said) : MISSING;
  const go = async (): Promise<void> => {
    if (!said || fault !== undefined || busy) return;
    if (!(await write({ note: 'clarification', ...said }))) return;
    onClose();
    see({ said, open: acting.open, office: acting.office, day: today() });
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        先不出
      </Button>
      <Button off={fault !== undefined || busy} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '记下，看函样'}
      </Button>
    </>
  );
  return (
    <Dialog title="出澄清函" onClose={onClose} buttons={buttons}>
      <Para className="tl mute">
        检举控告工作规则第五十条：反映不实、造成影响的，经批准，向本人和单位澄清。不认定诬告：认定诬告陷害另有程序（第三十九条）。
      </Para>
      {unsettled ? null : <Fields draft={draft} onChange={setDraft} />}
      {fault ? <Para className="tl c-due b mt8">{fault}</Para> : null}
      <Note icon="warn" tone="due" title="先想想会不会让人猜到是谁反映的" inset>
        <Para>写得越细，越容易猜到。函上不写来信人、不引信里的话、不写信是哪天来的。</Para>
      </Note>
      <Para className="tl mute mt8">
        出函记进内部记录，同事看得到是谁出的、写给谁。函样只在这台电脑上做，打印、盖章、当面送。
      </Para>
      <NotDone title={unsettled ? '还不知道记下没有' : '没有记下'} problem={problem} />
    </Dialog>
  );
}

const MISSING = '写给谁、单位、哪方面、结果、谁批准的，都要写。';

const BETRAYED = {
  name: '里面有来信人的名字，去掉再记。',
  phone: '里面有来信人的电话，去掉再记。',
  quote: '里面有一句和信里的一样，换成自己的话再记。',
} as const satisfies Record<Betrayal, string>;

/** What would give the writer away; who the letter goes to and their organisation are told nothing new by their own names. */
function betrayalWords({ open, group }: Acting, said: Clarification): string | undefined {
  const merged = group?.reading.kind === 'ready' ? group.reading.value.merged : [];
  const cases = [open, ...merged.map((one) => one.open)];
  const writers = {
    letters: cases.flatMap(lettersOf),
    names: cases.flatMap(({ first }) => first?.name ?? []),
  };
  const words = [said.person, said.unit, said.about, said.finding].join('\n');
  const betrayed = betrayalIn(words, writers, [said.person, said.unit]);
  return betrayed && BETRAYED[betrayed];
}

/** All that a case's writer wrote. */
function lettersOf({ entries }: OpenCase): string[] {
  return entries.flatMap((entry) =>
    entry.ok && entry.direction === 0 && 'text' in entry.content.said ? [entry.content.said.text] : [],
  );
}

type Draft = typeof START;

function Fields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }): ReactNode {
  const field = (name: keyof Draft, label: string, max: number, hint?: string): ReactNode => (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      value={draft[name]}
      max={max}
      onInput={(value) => onChange({ ...draft, [name]: value })}
    />
  );
  return (
    <>
      {field('person', '写给谁', 40, '只写姓名')}
      {field('unit', '单位', 60, '所在的党组织或者单位')}
      {field('about', '被反映的是哪方面', 120, '接在“关于您”后面，用自己的话')}
      <Field
        area
        label="核实的结果"
        hint="不要写怎么核实的、问了谁"
        value={draft.finding}
        max={800}
        rows={3}
        onInput={(finding) => onChange({ ...draft, finding })}
      />
      {field('approver', '哪位负责人批准的', 40, '只记在内部记录里，不印在函上')}
    </>
  );
}
