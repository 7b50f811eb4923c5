import { useRef, useState } from 'react';
import type { Id } from '#shared/ids';
import type { Objection, ObjectionText } from '#shared/objection/contract';
import { freshId } from '../platform/fresh-id';
import type { Outcome } from '../platform/request';
import { useAct } from '../platform/use-act';

/** What is typed, before it is whole. */
export interface Draft {
  about: ObjectionText['about'] | undefined;
  name: string;
  group: string;
  says: string;
  filer: string;
}

type Errors = Partial<Record<keyof Draft, string>>;

const EMPTY: Draft = { about: undefined, name: '', group: '', says: '', filer: '' };

function check({ about, name, says, filer }: Draft): Errors {
  return {
    ...(about ? {} : { about: '选一样' }),
    ...(name.trim() === '' ? { name: '还没有填姓名' } : {}),
    ...(says.trim().length < 4 ? { says: '还没有写清楚，至少 4 个字' } : {}),
    ...(filer.trim() === '' ? { filer: '还没有填提的人的姓名' } : {}),
  };
}

/** An objection as it is written and sent; the same one sent twice is one. */
export function useDraft(sendIt: (id: Id, text: ObjectionText) => Promise<Outcome<Objection>>) {
  const [draft, setDraft] = useState(EMPTY);
  const [errors, setErrors] = useState<Errors>({});
  const { busy, problem, setProblem, act } = useAct();
  const [sent, setSent] = useState<Objection>();
  const id = useRef<Id>(undefined);
  const change = (part: Partial<Draft>): void => {
    // Other words are another objection.
    id.current = undefined;
    setDraft((before) => ({ ...before, ...part }));
  };
  const file = async (): Promise<void> => {
    const wrong = check(draft);
    setErrors(wrong);
    setProblem(undefined);
    const { about, name, group, says, filer } = draft;
    if (!about || Object.keys(wrong).length > 0) return;
    const answer = await act(async () => {
      id.current ??= await freshId();
      return sendIt(id.current, { about, concerning: { name, group }, says, filer });
    });
    if (!answer.ok) return;
    id.current = undefined;
    setDraft(EMPTY);
    setSent(answer.value);
  };
  return { draft, errors, problem, busy, sent, change, file };
}

export type Writing = ReturnType<typeof useDraft>;
