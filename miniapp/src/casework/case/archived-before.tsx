import { type ReactNode, useEffect, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import type { Ground } from '#shared/tip/ground';
import type { NoteSaid } from '#shared/tip/note';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Loading, NotDone } from '../../components/states';
import type { Reading } from '../../platform/read';
import { openNotesOf, type OpenNotes } from '../notes';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';
import { fileCode, sayDay } from '../words';

interface Props extends Pick<Acting, 'open' | 'office'> {
  ground: Ground;
}

/** Whether it went into an archive, and what of it did not, as its notes say: whoever erases it knows what else there is. */
export function ArchivedBefore({ open, office, ground }: Props): ReactNode {
  const [reading, setReading] = useState<Reading<OpenNotes>>({ kind: 'loading' });
  useEffect(() => {
    let here = true;
    void openNotesOf(open, office).then((found) => {
      if (!here) return;
      setReading(
        found.ok ? { kind: 'ready', value: found.value } : { kind: 'failed', problem: found.problem },
      );
    });
    return () => {
      here = false;
    };
  }, [open, office]);
  if (reading.kind === 'loading') return <Loading what="内部记录" />;
  if (reading.kind === 'failed')
    return <NotDone title="没取到内部记录，不知道封没封过档案" problem={reading.problem} />;
  const { notes } = reading.value;
  const archived = notes.flatMap((note) =>
    note.ok && note.said.note === 'archived' ? [{ seq: note.seq, ...note.said }] : [],
  );
  if (archived.length === 0)
    return (
      <Note icon="warn" tone="due" inset title="内部记录里没有封存过档案">
        要移交的，先在收件箱的“档案”里封好、交去，再删除。
      </Note>
    );
  const never = neverIn(archived, open, notes);
  return (
    <Note
      icon={never ? 'warn' : 'file'}
      {...(never && { tone: 'due' })}
      inset
      title={never ? `封存过档案，可是没有封${never}` : '内部记录里记着封存过档案'}
    >
      {archived.map(({ seq, day, file }) => (
        <Para key={seq}>{`${sayDay(day, 0)}，核对码 ${fileCode(bytesOf(file))}`}</Para>
      ))}
      {never ? <Para>{`${never}一删就没有了。要留的，先再封一次、一起勾上。`}</Para> : null}
      <Para>
        {ground === 'kept'
          ? '删除以前，先问收的人文件还在不在、打不打得开。'
          : '那个文件里也有要删的内容，这里删不到，要和收的人另外处理。'}
      </Para>
    </Note>
  );
}

type Archived = Extract<NoteSaid, { note: 'archived' }>;

/** What the case has and no archive of it took along, in words. */
function neverIn(archived: readonly Archived[], { entries }: OpenCase, notes: OpenNotes['notes']): string {
  const hasFiles = entries.some((entry) => entry.ok && entry.content.files);
  const hasNotes = notes.some((note) => !note.ok || note.said.note !== 'archived');
  return [
    ...(hasFiles && !archived.some(({ files }) => files) ? ['随信的文件'] : []),
    ...(hasNotes && !archived.some((one) => one.notes) ? ['内部记录'] : []),
  ].join('、');
}
