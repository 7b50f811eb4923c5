import { type ReactNode, useState } from 'react';
import { entryOf } from '#shared/directory/directory';
import { MAX_TEXT } from '#shared/tip/content';
import { type HandlingWay, type NoteSaid, WAY_WORDS, wayLaw, WAYS_OF } from '#shared/tip/note';
import type { Work } from '#shared/tip/notes';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import type { Problem } from '../../platform/request';
import { nameOf, type Names } from '../names';
import type { Acting } from '../saying';

/** An officer's way of writing a note: sealed once, and sent again as it is until it is acknowledged or refused. */
export interface Keeper {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** What was sent may have arrived: nothing else is written before that is known. */
  readonly unsettled: boolean;
  readonly write: (said: NoteSaid) => Promise<boolean>;
}

/** What may be written down, apart from what an act of its own writes. */
export type Noting = Exclude<
  NoteSaid['note'],
  'recusal' | 'merged' | 'parted' | 'clarification' | 'archived'
>;

const TITLES = {
  remark: '记一条内部记录',
  handling: '定处置方式',
  assignment: '定谁经办',
} as const satisfies Record<Noting, string>;

interface Props {
  noting: Noting;
  acting: Acting;
  work: Work;
  names: Names;
  keeper: Keeper;
  onClose: () => void;
}

/** Writes one note: what it is about, and words if there are any. */
export function NoteDialog({ keeper, onClose, ...about }: Props): ReactNode {
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<string>();
  const { busy, problem, unsettled, write } = keeper;
  const isRemark = about.noting === 'remark';
  const said = saidOf(about.noting, picked, text.trim());
  const go = async (): Promise<void> => {
    if (said && !busy && (await write(said))) onClose();
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        先不记
      </Button>
      <Button off={!said || busy} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '密封并记下'}
      </Button>
    </>
  );
  return (
    <Dialog title={TITLES[about.noting]} onClose={onClose} buttons={buttons}>
      {unsettled ? null : <Picking {...about} picked={picked} onPick={setPicked} />}
      <Field
        area
        label={isRemark ? '写什么' : '要说明的（可以不写）'}
        hint="来信人看不到，本办公室的人都看得到"
        value={text}
        max={MAX_TEXT}
        rows={4}
        disabled={busy || unsettled}
        onInput={setText}
      />
      {said ? null : <Para className="tl c-due b mt8">{isRemark ? '先写几句。' : '先选一项。'}</Para>}
      <Para className="tl mute mt8">
        {AFTER[about.acting.open.view.role === 'office' ? 'lead' : 'second']}
      </Para>
      <NotDone title={unsettled ? '还不知道记下没有' : '没有记下'} problem={problem} />
    </Dialog>
  );
}

const AFTER = {
  lead: '签上您的名字密封，只有本办公室打得开，除非封存档案时一起交给县里。记下以后改不了，要改就再记一条。转上级时跟着信走。',
  second: '签上您的名字密封，只有本办公室打得开。记下以后改不了，要改就再记一条。',
} as const;

interface PickingProps extends Pick<Props, 'noting' | 'acting' | 'work' | 'names'> {
  picked: string | undefined;
  onPick: (id: string) => void;
}

function Picking({ noting, acting, work, names, picked, onPick }: PickingProps): ReactNode {
  if (noting === 'remark') return null;
  const choices = noting === 'handling' ? waysOf(acting, work) : officersOf(acting, work, names);
  return (
    <>
      {noting === 'handling' ? <Para className="tl mute">{`${wayLaw(acting.office.kind)}。`}</Para> : null}
      <ChoiceList
        one
        label={TITLES[noting]}
        choices={choices}
        chosen={picked === undefined ? [] : [picked]}
        onToggle={onPick}
      />
    </>
  );
}

function waysOf({ office }: Acting, { way }: Work) {
  return WAYS_OF[office.kind].map((id) => ({
    id,
    name: WAY_WORDS[id],
    ...(id === way && { more: '现在是这一种' }),
  }));
}

/** Who may sign for the office today, oneself first; whoever keeps away from the case is not among them. */
function officersOf({ open, office, keys }: Acting, { officer, recused }: Work, names: Names) {
  const officers = entryOf(open.directory, office, today())?.officers ?? [];
  const ids = officers.filter(({ id, maySign }) => maySign && !recused.includes(id)).map(({ id }) => id);
  return [...new Set(ids)]
    .sort((one) => (one === keys.officer ? -1 : 0))
    .map((id) => ({
      id: String(id),
      name: id === keys.officer ? `${nameOf(names, id)}（我）` : nameOf(names, id),
      ...(id === officer && { more: '现在的经办' }),
    }));
}

/** What would be written, once it is complete. */
function saidOf(noting: Noting, picked: string | undefined, text: string): NoteSaid | undefined {
  const more = text === '' ? {} : { text };
  if (noting === 'remark') return text === '' ? undefined : { note: 'remark', text };
  if (picked === undefined) return undefined;
  if (noting === 'assignment') return { note: 'assignment', to: Number(picked), ...more };
  const way = [...WAYS_OF[1], ...WAYS_OF[2]].find((one): one is HandlingWay => one === picked);
  return way && { note: 'handling', way, ...more };
}
