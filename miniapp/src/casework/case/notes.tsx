import { type ReactNode, useEffect, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { DISCIPLINE, officeFrom, officeText } from '#shared/directory/office';
import { ASSIGNED, assignedUntil } from '#shared/tip/clocks';
import { type NoteSaid, noteText, RECUSAL_WORDS, WAY_WORDS } from '#shared/tip/note';
import type { Note as Noted, Work } from '#shared/tip/notes';
import { isErased, isOpen } from '#shared/tip/rules';
import { assignedSince } from '#shared/tip/standing';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Box, Heading, Para } from '../../components/native';
import { NotDone, Read } from '../../components/states';
import { isUnsettled } from '../../platform/acknowledged';
import type { Reading } from '../../platform/read';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { type OpenNotes, openNotesOf, sealNote, type SealedNote, sendNote } from '../notes';
import { nameOf, type Names, useNames } from '../names';
import type { NotesHere } from '../print/paper';
import type { Acting } from '../saying';
import { caseLabel, fileCode, sayDay } from '../words';
import { Clarify, SeeClarification } from './clarify';
import { Recuse } from './recuse';
import { type Keeper, NoteDialog, type Noting } from './note-dialog';

interface Props extends Acting {
  /** From now on this officer has no part in the case. */
  onRecused: () => void;
  /** What else is made of the notes once they are read. */
  also?: (notes: NotesHere) => ReactNode;
}

/** What the office writes down for itself: how the case is handled, by whom, and whatever its writer must not read. */
export function CaseNotes({ onRecused, also, ...acting }: Props): ReactNode {
  const { role } = acting.open.view;
  if (role === 'above' || isErased(acting.open.view.state)) return null;
  return (
    <>
      <Heading level={2} className="t2 mt16">
        内部记录
      </Heading>
      <Para className="tl mute">
        {role === 'office'
          ? '只有本办公室打得开，除非封存档案时一起交给县里。来信人、联合办理的看不到，上级平时也看不到。'
          : '只有本办公室打得开。来信人、上级、主办的都看不到。'}
      </Para>
      <Notes {...acting} onRecused={onRecused} {...(also && { also })} />
    </>
  );
}

function Notes({ onRecused, also, ...acting }: Props): ReactNode {
  const { reading, again, ...keeper } = useNotes(acting);
  const names = useNames(acting.office);
  return (
    <Read reading={reading} what="内部记录" again={again}>
      {(notes) => (
        <>
          <Assigned {...acting} />
          <WorkLines work={notes.work} names={names} />
          <NoteList notes={notes} names={names} acting={acting} />
          <Writing acting={acting} notes={notes} names={names} keeper={keeper} onRecused={onRecused} />
          {also?.({ of: notes, names })}
        </>
      )}
    </Read>
  );
}

const LOADING: Reading<OpenNotes> = { kind: 'loading' };

/** Reads a case's notes, and again after each act on it. */
function useNotes({ open, office, keys }: Acting): Keeper & {
  reading: Reading<OpenNotes>;
  again: () => void;
} {
  const [reading, setReading] = useState(LOADING);
  const [tries, setTries] = useState(0);
  const { busy, problem, act } = useAct();
  const [pending, setPending] = useState<SealedNote>();
  const own = officeText(office);
  useEffect(() => {
    let here = true;
    const mine = officeFrom(own);
    if (!mine) return undefined;
    void openNotesOf(open, mine).then((found) => {
      if (!here) return;
      setReading(
        found.ok ? { kind: 'ready', value: found.value } : { kind: 'failed', problem: found.problem },
      );
    });
    return () => {
      here = false;
    };
  }, [open, own, tries]);
  const again = (): void => setTries((count) => count + 1);
  const trySaying = async (known: OpenNotes, said: NoteSaid): Promise<Outcome<OpenNotes>> => {
    const sealed = pending
      ? { ok: true as const, value: pending }
      : await sealNote(open, known, office, keys, said);
    if (!sealed.ok) return sealed;
    const outcome = await sendNote(open, known, office, sealed.value);
    setPending(!outcome.ok && isUnsettled(outcome.problem) ? sealed.value : undefined);
    return outcome;
  };
  const write = async (said: NoteSaid): Promise<boolean> => {
    if (reading.kind !== 'ready') return false;
    const outcome = await act(() => trySaying(reading.value, said));
    if (outcome.ok) setReading({ kind: 'ready', value: outcome.value });
    else if (outcome.problem.code === 'tip-out-of-order') again();
    return outcome.ok;
  };
  return { reading, again, busy, problem, unsettled: pending !== undefined, write };
}

/** By when the office above expects a report on what it assigned; nothing else came down from it. */
function Assigned({ open, office }: Acting): ReactNode {
  const since = assignedSince(open.entries, open.view.records);
  if (
    open.view.role !== 'office' ||
    office.kind !== DISCIPLINE ||
    since === undefined ||
    !isOpen(open.view.state)
  )
    return null;
  return (
    <Para className="tl mt8">
      {`上级${sayDay(since)}交办，约 ${ASSIGNED.months} 个月办结并报告，到${sayDay(assignedUntil(since))}前后。${ASSIGNED.law}。`}
    </Para>
  );
}

/** How the case is handled and by whom, as the newest notes say. */
function WorkLines({ work, names }: { work: Work; names: Names }): ReactNode {
  return (
    <Box className="mt8">
      <KeyValue name="经办">{work.officer === undefined ? '还没有定' : nameOf(names, work.officer)}</KeyValue>
      <KeyValue name="处置方式">{work.way ? WAY_WORDS[work.way] : '还没有定'}</KeyValue>
    </Box>
  );
}

/** What was noted, in order. */
export function NoteList({
  notes: { notes, view },
  names,
  acting,
}: {
  notes: OpenNotes;
  names: Names;
  /** Of a case that this desk has: out of an archive nothing is made again. */
  acting?: Acting;
}): ReactNode {
  if (notes.length === 0) return <Para className="tl mute mt8">还没有记过。</Para>;
  return (
    <Box className="mt8" role="list" label="内部记录">
      {notes.map((note, i) => (
        <Box key={note.seq} className="mt8" role="listitem">
          <Box className="tl mute">{headWords(note, view.records[i]?.day, names)}</Box>
          <Para>{noteWords(note, names)}</Para>
          {note.ok && note.said.note !== 'remark' && noteText(note.said) ? (
            <Para>{noteText(note.said)}</Para>
          ) : null}
          {acting && note.ok && note.said.note === 'clarification' ? (
            <SeeClarification
              said={note.said}
              acting={acting}
              office={note.office}
              day={view.records[i]?.day}
            />
          ) : null}
        </Box>
      ))}
    </Box>
  );
}

function headWords(note: Noted, day: number | undefined, names: Names): string {
  const who = note.ok ? nameOf(names, note.signerId) : '';
  return `${day === undefined ? '' : sayDay(day)} ${who}`.trim();
}

/** What a note says in a line; one that was not passed on opens for nobody. */
export function noteWords(note: Noted, names: Names): string {
  if (!note.ok)
    return note.flaw === 'slot'
      ? '这一条打不开了：没有跟着信转过来，或者封它的钥匙没有了。'
      : '有一条核对不上，没有显示。';
  const { said } = note;
  switch (said.note) {
    case 'remark':
      return said.text;
    case 'handling':
      return `处置方式：${WAY_WORDS[said.way]}`;
    case 'assignment':
      return said.to === note.signerId ? '由自己经办' : `交给${nameOf(names, said.to)}经办`;
    case 'recusal':
      return `回避：${RECUSAL_WORDS[said.ground]}`;
    case 'merged':
      return `和 ${caseLabel(said.with)} 合并办理`;
    case 'parted':
      return `不再和 ${caseLabel(said.from)} 合并办理`;
    case 'clarification':
      return `出了澄清函，写给${said.person}和${said.unit}，${said.approver}批准`;
    case 'archived':
      return `${sayDay(said.day)}封进档案文件，核对码 ${fileCode(bytesOf(said.file))}`;
  }
}

function Writing({
  acting,
  notes,
  names,
  keeper,
  onRecused,
}: {
  acting: Acting;
  notes: OpenNotes;
  names: Names;
  keeper: Keeper;
  onRecused: () => void;
}): ReactNode {
  const [chosen, setChosen] = useState<Noting>();
  const button = (noting: Noting, words: string): ReactNode => (
    <Button kind="second" onTap={() => setChosen(noting)}>
      {words}
    </Button>
  );
  // What is arranged is over with the case; what is written down is not.
  const isOn = isOpen(acting.open.view.state);
  return (
    <>
      <Box className="row mt16">
        {button('remark', '记一条……')}
        {isOn ? button('handling', '处置方式……') : <Clarify acting={acting} keeper={keeper} />}
      </Box>
      {isOn ? (
        <Box className="row mt8">
          {button('assignment', '谁经办……')}
          <Recuse acting={acting} notes={notes} onRecused={onRecused} />
        </Box>
      ) : null}
      <NotDone title="没有记下" problem={chosen ? undefined : keeper.problem} />
      {chosen ? (
        <NoteDialog
          noting={chosen}
          acting={acting}
          work={notes.work}
          names={names}
          keeper={keeper}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </>
  );
}
