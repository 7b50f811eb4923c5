import { jest } from '@jest/globals';
import type { Office } from '#shared/directory/office';

export const TOWN = { area: '990101100000', kind: 1 } as Office;
export const ME = 7;

/** A case's internal notes in place of those that a desk opens: what was written, and what is answered to it. */
export interface SentNotes {
  sealed: object[];
  /** Before any other; where none is left, the note stands alone. */
  answers: object[];
  noted: (...notes: object[]) => object;
}

/** Stands in for the desk's notes; call before the page's code is imported. */
export function sentNotes(opened: () => object, recused: readonly number[] = []): SentNotes {
  const sealed: object[] = [];
  const answers: object[] = [];
  const noted = (...notes: object[]) => ({
    view: { records: notes.map(() => ({ day: 20_000 })) },
    notes: notes.map((said, seq) => ({ ok: true, seq, office: TOWN, signerId: ME, said })),
    work: { recused, tied: [] },
  });
  jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
    openNotesOf: () => Promise.resolve({ ok: true, value: opened() }),
    sealNote: (_: object, __: object, ___: object, ____: object, said: object) => {
      sealed.push(said);
      return Promise.resolve({ ok: true, value: { said } });
    },
    sendRecusal: () => Promise.reject(new Error('not here')),
    sendNote: (_: object, __: object, ___: object, { said }: { said: object }) =>
      Promise.resolve(answers.shift() ?? { ok: true, value: noted(said) }),
  }));
  return { sealed, answers, noted };
}
