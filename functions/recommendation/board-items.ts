import * as z from 'zod';
import type { BallotName } from '#shared/recommendation/round';
import { Binary, type Key, put, type Write } from '../platform/item';
import { nameOf } from './gate-items';

// In `affairs`: the frozen board of a closed position.

export const boardKey = (ballot: BallotName, page: number): Key => ({
  PK: `ROUNDBOARD#${nameOf(ballot)}`,
  SK: String(page).padStart(4, '0'),
});
export const StoredBoardPage = z.object({ records: z.array(Binary), pages: z.number() });
export type StoredBoardPage = z.output<typeof StoredBoardPage>;

export function putBoardPage(ballot: BallotName, page: number, content: StoredBoardPage): Write {
  return put('affairs', { ...boardKey(ballot, page), ...content });
}
