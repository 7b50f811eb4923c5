import { useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { RollEntry } from '#shared/roll/contract';
import { makeSlips, SLIPS_AT_ONCE } from '#shared/slip/contract';
import type { LegalDate } from '#shared/time';
import { freshId } from '../../platform/fresh-id';
import { type Problem, send } from '../../platform/request';

/** A slip as it is printed. */
export interface PrintedSlip {
  entry: Id;
  name: string;
  group: string;
  code: string;
  lastDay: LegalDate;
}

/** What is being made: what is done, what is still to do, and who got none. */
export interface Making {
  made: readonly PrintedSlip[];
  todo: readonly RollEntry[];
  /** Tied or struck since the list was read. */
  left: number;
}

/** Makes slips, some at once; what was made before something failed is there to be printed. */
export function useMaking(area: AreaCode, onMade: () => void) {
  const [making, setMaking] = useState<Making>();
  const [going, setGoing] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // Kept until it is answered, so that a second try makes the same slips.
  const id = useRef<Id>(undefined);
  const run = async (from: Making): Promise<void> => {
    setGoing(true);
    setProblem(undefined);
    let now = from;
    setMaking(now);
    while (now.todo.length > 0) {
      const some = now.todo.slice(0, SLIPS_AT_ONCE);
      id.current ??= await freshId();
      const body = { id: id.current, entries: some.map(({ entry }) => entry) };
      const answer = await send(makeSlips, { params: { area }, body });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      id.current = undefined;
      now = after(now, some, answer.value);
      setMaking(now);
    }
    setGoing(false);
    onMade();
  };
  return {
    making,
    going,
    problem,
    make: (people: readonly RollEntry[]) => {
      id.current = undefined;
      void run({ made: [], todo: people, left: 0 });
    },
    goOn: () => (making ? void run(making) : undefined),
  };
}

function after(
  { made, todo, left }: Making,
  some: readonly RollEntry[],
  answer: { lastDay: LegalDate; made: readonly { entry: Id; code: string }[] },
): Making {
  const codes = new Map(answer.made.map(({ entry, code }) => [entry, code]));
  const slips = some.flatMap(({ entry, name, group }) => {
    const code = codes.get(entry);
    return code === undefined ? [] : [{ entry, name, group, code, lastDay: answer.lastDay }];
  });
  return {
    made: [...made, ...slips],
    todo: todo.slice(some.length),
    left: left + some.length - slips.length,
  };
}
