import { type ReactNode, useState } from 'react';
import { entryOf } from '#shared/directory/directory';
import { MAX_TEXT } from '#shared/tip/content';
import { RECUSAL_WORDS, RECUSALS, type Recusal, recusalLaw } from '#shared/tip/note';
import type { Work } from '#shared/tip/notes';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { isUnsettled } from '../../platform/acknowledged';
import { today } from '../../platform/clock';
import { useAct } from '../../platform/use-act';
import { type OpenNotes, sealNote, type SealedNote, sendRecusal } from '../notes';
import type { Acting } from '../saying';

interface Props {
  acting: Acting;
  notes: OpenNotes;
  /** From now on this officer has no part in the case. */
  onRecused: () => void;
}

/** Keeping away from a case: whoever is concerned says so, and from then on neither reads it nor acts on it. */
export function Recuse(props: Props): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button kind="second" onTap={() => setShown(true)}>
        我要回避……
      </Button>
      {shown ? <Choose {...props} onClose={() => setShown(false)} /> : null}
    </>
  );
}

/** Recuses once, and sends the same again until it is known to have been taken or refused. */
function useRecusal({ acting, notes, onRecused }: Props) {
  const { open, office, keys } = acting;
  const { busy, problem, act } = useAct();
  const [pending, setPending] = useState<SealedNote>();
  const recuse = async (ground: Recusal, text: string): Promise<void> => {
    const said = { note: 'recusal', ground, ...(text === '' ? {} : { text }) } as const;
    const outcome = await act(async () => {
      const sealed = pending
        ? { ok: true as const, value: pending }
        : await sealNote(open, notes, office, keys, said);
      if (!sealed.ok) return sealed;
      const sent = await sendRecusal(open, office, sealed.value);
      setPending(!sent.ok && isUnsettled(sent.problem) ? sealed.value : undefined);
      return sent;
    });
    if (outcome.ok) onRecused();
  };
  return { busy, problem, unsettled: pending !== undefined, recuse };
}

function Choose(props: Props & { onClose: () => void }): ReactNode {
  const { acting, notes, onClose } = props;
  const [ground, setGround] = useState<Recusal>();
  const [text, setText] = useState('');
  const { busy, problem, unsettled, recuse } = useRecusal(props);
  const alone = isLast(acting, notes.work);
  const off = ground === undefined || alone || busy;
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        不用回避
      </Button>
      <Button off={off} icon="lock" onTap={() => void (off ? undefined : recuse(ground, text.trim()))}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '回避，不再办这封信'}
      </Button>
    </>
  );
  return (
    <Dialog title="我要回避这封信" onClose={onClose} buttons={buttons}>
      <Para className="tl mute">{recusalLaw(acting.office.kind)}</Para>
      {unsettled ? null : <Grounds chosen={ground} onChoose={setGround} />}
      <Field
        area
        label="要说明的（可以不写）"
        hint="记在内部记录里，来信人看不到"
        value={text}
        max={MAX_TEXT}
        rows={3}
        disabled={busy || unsettled}
        onInput={setText}
      />
      {alone ? (
        <Note icon="people" tone="due" title="您回避了，本办公室就没有人能办了">
          请用“转办”转给上级，理由选“办理的人都要回避”。没有上级的，先请一位同事登记钥匙。
        </Note>
      ) : null}
      {ground || alone ? null : <Para className="tl c-due b mt8">先选为什么回避。</Para>}
      <Para className="tl mute mt8">{AFTER}</Para>
      <NotDone title={unsettled ? '还不知道记下没有' : '没有记下'} problem={problem} />
    </Dialog>
  );
}

const AFTER =
  '回避以后，这封信您打不开，也不能办，收件箱里不再列出，改不了。已经提出的办结同时撤回，由同事重新提出。来信人看不到谁回避。';

function Grounds({
  chosen,
  onChoose,
}: {
  chosen: Recusal | undefined;
  onChoose: (ground: Recusal) => void;
}): ReactNode {
  return (
    <ChoiceList
      one
      label="为什么回避"
      choices={RECUSALS.map((id) => ({ id, name: RECUSAL_WORDS[id] }))}
      chosen={chosen ? [chosen] : []}
      onToggle={(id) => onChoose(RECUSALS.find((one) => one === id) ?? 'other')}
    />
  );
}

/** Whether nobody else of the office may still act on the case; one that handles it jointly decides nothing in it. */
function isLast({ open, office, keys }: Acting, { recused }: Work): boolean {
  if (open.view.role === 'second') return false;
  const officers = entryOf(open.directory, office, today())?.officers ?? [];
  return !officers.some(({ id, maySign }) => maySign && id !== keys.officer && !recused.includes(id));
}
