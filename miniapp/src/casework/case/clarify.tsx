import { type ReactNode, useEffect, useState } from 'react';
import { entryOf } from '#shared/directory/directory';
import { DISCIPLINE, type Office } from '#shared/directory/office';
import { type Betrayal, betrayalIn, Clarification } from '#shared/tip/clarification';
import { Button, Link } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Loading, NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { useCounty } from '../../platform/county';
import { go as goTo } from '../../platform/navigate';
import type { Reading } from '../../platform/read';
import { layClarification } from '../clarification/laid';
import { type Written, writtenIn } from '../clarification/written';
import { openEverTied } from '../merging';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';
import { caseLabel } from '../words';
import type { Keeper } from './note-dialog';

interface Props {
  acting: Acting;
  keeper: Keeper;
}

/** The way to a letter of clarification, once the discipline office that has a case has handled it to its end. */
export function Clarify({ acting, keeper }: Props): ReactNode {
  const [shown, setShown] = useState(false);
  const { role, state } = acting.open.view;
  if (role !== 'office' || acting.office.kind !== DISCIPLINE || state.state !== 'closed') return null;
  return (
    <>
      <Button kind="second" onTap={() => setShown(true)}>
        出澄清函……
      </Button>
      {shown ? <Write acting={acting} keeper={keeper} onClose={() => setShown(false)} /> : null}
    </>
  );
}

interface Noted {
  said: Clarification;
  acting: Acting;
  /** Whose letter it is. */
  office: Office;
  /** The day on which it was noted. */
  day: number | undefined;
}

/** A letter that was made, once more on its page: held first against all that has been written by now. */
export function SeeClarification(noted: Noted): ReactNode {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Link icon="print" label={`看给${noted.said.person}的函样`} onTap={() => setAsked(true)}>
        看函样
      </Link>
      {asked ? <CheckAgain {...noted} onSeen={() => setAsked(false)} /> : null}
    </>
  );
}

/** Reads anew what nobody may learn from the letter, and shows it once nothing of that stands in it. */
function CheckAgain({
  said,
  acting,
  office,
  day = today(),
  onSeen,
}: Noted & { onSeen: () => void }): ReactNode {
  const { open } = acting;
  const written = useWritten(acting);
  const checked = checkedIn(written.reading);
  const fault = useBetrayal(said, checked);
  const isClean = checked !== undefined && fault === undefined;
  useEffect(() => {
    if (!isClean) return;
    onSeen();
    see({ said, open, office, day });
  });
  if (!checked) return <NotChecked {...written} />;
  return fault === undefined ? null : (
    <Note icon="bad" tone="red" inset title="现在核对，这份函会露出来信人，不能再印">
      {`${BETRAYED[fault]}要再出，重新写一份。`}
    </Note>
  );
}

interface Made {
  said: Clarification;
  open: OpenCase;
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

/** What all the writers wrote, read anew each time: nobody is looked after by what was known before. */
function useWritten({ open, office, keys }: Acting): { reading: Reading<Written>; again: () => void } {
  const [reading, setReading] = useState<Reading<Written>>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let here = true;
    void openEverTied(open.view.case, office, keys).then((found) => {
      if (!here) return;
      setReading(
        found.ok
          ? { kind: 'ready', value: writtenIn(open, found.value) }
          : { kind: 'failed', problem: found.problem },
      );
    });
    return () => {
      here = false;
    };
  }, [open, office, keys, tries]);
  const again = (): void => {
    setReading({ kind: 'loading' });
    setTries((count) => count + 1);
  };
  return { reading, again };
}

/** What the county's places are called; none as long as they are not here, which checks more. */
function usePlaces(): readonly string[] {
  const { reading } = useCounty();
  return reading.kind === 'ready' ? reading.value.areas.map(({ name }) => name) : [];
}

/** Why nothing can be made here: what was not read was not checked. */
function NotChecked({ reading, again }: ReturnType<typeof useWritten>): ReactNode {
  if (reading.kind === 'loading') return <Loading what="一起办的信" />;
  if (reading.kind === 'failed')
    return (
      <>
        <NotDone title="没有核对，先不能出函" problem={reading.problem} />
        <Button kind="second" onTap={again}>
          再核对一次
        </Button>
      </>
    );
  return (
    <Note icon="bad" tone="red" inset title="有信没有核对，在这里不能出函">
      <Para>
        {`${reading.value.unread.map(caseLabel).join('、')} 在这里打不开或者没有读全，不知道函里会不会写出来信人。请全部打得开的同事出这份函。`}
      </Para>
      <Para>
        一起办的信转走了、内容删除了，谁都打不开的，先在“合并办理”里点“不再合并”。打得开的，点了也还要核对。
      </Para>
      <Button kind="second" onTap={again}>
        再核对一次
      </Button>
    </Note>
  );
}

function Write({ acting, keeper, onClose }: Props & { onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState(START);
  const { busy, problem, unsettled, write } = keeper;
  const written = useWritten(acting);
  const checked = checkedIn(written.reading);
  const said = Clarification.safeParse(draft).data;
  const betrayed = useBetrayal(said, checked);
  const fault = said ? betrayed && BETRAYED[betrayed] : MISSING;
  const isOff = !checked || fault !== undefined || busy;
  const go = async (): Promise<void> => {
    if (!said || isOff) return;
    if (!(await write({ note: 'clarification', ...said }))) return;
    onClose();
    see({ said, open: acting.open, office: acting.office, day: today() });
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        先不出
      </Button>
      <Button off={isOff} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '记下，看函样'}
      </Button>
    </>
  );
  return (
    <Dialog title="出澄清函" onClose={onClose} buttons={buttons}>
      <Para className="tl mute">
        检举控告工作规则第五十条：反映不实、造成影响的，经批准，向本人和单位澄清。不认定诬告：认定诬告陷害另有程序（第三十九条）。
      </Para>
      {checked ? null : <NotChecked {...written} />}
      {checked && !unsettled ? <Fields draft={draft} onChange={setDraft} /> : null}
      {checked && fault ? <Para className="tl c-due b mt8">{fault}</Para> : null}
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
  name: '里面有来信人的名字，要去掉。',
  phone: '里面有来信人的电话，要去掉。',
  quote: '里面有一句和信里的一样，要换成自己的话。',
  own: '“写给谁”或者“单位”里有一长串和信里的一样，只写名称，写短些。',
} as const satisfies Record<Betrayal, string>;

/** What was read, once all of it was. */
function checkedIn(reading: Reading<Written>): Written | undefined {
  return reading.kind === 'ready' && reading.value.unread.length === 0 ? reading.value : undefined;
}

/** What would give a writer away; who the letter goes to and their organisation are told nothing new by their own names. */
function useBetrayal(said: Clarification | undefined, checked: Written | undefined): Betrayal | undefined {
  const places = usePlaces();
  if (!said || !checked) return undefined;
  const words = [said.person, said.unit, said.about, said.finding].join('\n');
  return betrayalIn(words, checked.writers, { own: [said.person, said.unit], places });
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
