import type { Office } from '#shared/directory/office';
import { onPerson } from '../../platform/session';
import { createStore, useStore } from '../../platform/store';
import type { Names } from '../names';
import type { OpenNotes } from '../notes';
import type { OpenCase } from '../opening';

/** The internal notes of a case as they were read at this desk, with whom they name. */
export interface NotesHere {
  readonly of: OpenNotes;
  readonly names: Names;
}

/** What an officer chose to have on paper, of a case as it was opened at this desk. */
export interface Paper {
  readonly open: OpenCase;
  /** At whose desk it is printed. */
  readonly office: Office;
  /** The internal notes with the officers' names; undefined where they are left out. */
  readonly notes: NotesHere | undefined;
  /** Whether the name and the telephone that the writer left stand on it. */
  readonly withName: boolean;
  /** Who prints it. */
  readonly printedBy: string;
}

const paper = createStore<Paper | undefined>(undefined);

// What was opened here is for whoever opened it: it goes with their session.
onPerson(() => paper.set(undefined));

/** Lays a paper ready for its page; in memory only, until that page is closed. */
export function layPaper(next: Paper | undefined): void {
  paper.set(next);
}

/** The paper that was laid ready. */
export function usePaper(): Paper | undefined {
  return useStore(paper);
}
