import type { Answer, Contract, Sent } from '#shared/contract';
import type { Office } from '#shared/directory/office';
import type { Session } from '#shared/identity/contract';
import type { DemoPerson } from '../../platform/demo';
import type { Keys } from '../../platform/keyring';
import { exchange, OFFLINE, type Outcome, partsOf, readAnswer, type Send } from '../../platform/request';

/** A demo person with a seat in an office. */
export interface Member {
  readonly person: DemoPerson;
  readonly session: Session;
  readonly office: Office;
}

/** A member whose keys were made in this browser. */
export interface Ring extends Member {
  readonly keys: Keys;
}

/** Sends as a demo person, whose session is never taken up by the app. */
export function as(session: Session): Send {
  return async <C extends Contract>(contract: C, input: Sent<C>): Promise<Outcome<Answer<C>>> => {
    const answer = await exchange(contract, partsOf(input), { authorization: `Bearer ${session.access}` });
    return answer ? readAnswer(contract, answer) : { ok: false, problem: OFFLINE };
  };
}
