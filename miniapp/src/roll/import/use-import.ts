import { useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { finishRoll, putRollBatch, type RollHead } from '#shared/roll/contract';
import type { NumberedRow } from '#shared/roll/table';
import { OFFLINE, type Problem, send } from '../../platform/request';

/** How far the writing is. */
export type Writing =
  | { kind: 'not-begun' }
  | { kind: 'going'; written: number; of: number }
  /** Stopped: what is written stays, and the writing goes on where it stopped. */
  | { kind: 'stopped'; written: number; of: number; problem: Problem; rows: readonly number[] }
  /** People whom another village has on its roll: rows of the file. */
  | { kind: 'elsewhere'; rows: readonly number[] }
  | { kind: 'done'; head: RollHead };

const BATCH = 45;
/** Batches on their way at once: a clerk waits half as long, and the county serves others meanwhile. */
const AT_ONCE = 4;
/** An import that was cut may have left people under its version: then the next version is begun. */
const VERSIONS_TRIED = 5;

interface Place {
  area: AreaCode;
  version: number;
}

/** Writes a roll in batches of 45 and makes it the roll at the end: until then nobody sees any of it. */
export function useImport(area: AreaCode, head: RollHead) {
  const [writing, setWriting] = useState<Writing>({ kind: 'not-begun' });
  const at = useRef({ version: head.version + 1, batch: 0 });
  /** Rows of the file that the person chose not to write. */
  const left = useRef(new Set<number>());

  const writeBatches = async (rows: readonly NumberedRow[], place: Place): Promise<boolean> => {
    const batches = Math.ceil(rows.length / BATCH);
    for (; at.current.batch < batches; at.current.batch += AT_ONCE) {
      const first = at.current.batch;
      setWriting({ kind: 'going', written: first * BATCH, of: rows.length });
      const numbers = Array.from({ length: Math.min(AT_ONCE, batches - first) }, (_, i) => first + i);
      const answers = await Promise.all(
        numbers.map(async (batch) => {
          const some = rows.slice(batch * BATCH, (batch + 1) * BATCH);
          const body = { rows: some.map(({ value }) => value) };
          return { some, answer: await send(putRollBatch, { params: { ...place, batch }, body }) };
        }),
      );
      // What was refused of them is sent again with the others: the same batch again changes nothing.
      const refused = answers.flatMap(({ some, answer }) =>
        answer.ok ? [] : [{ some, problem: answer.problem }],
      );
      if (refused.length === 0) continue;
      setWriting(stopped(refused, first * BATCH, rows.length));
      return false;
    }
    return true;
  };

  const write = async (all: readonly NumberedRow[]): Promise<void> => {
    const rows = all.filter(({ row }) => !left.current.has(row));
    for (let tried = 0; tried < VERSIONS_TRIED; tried += 1) {
      const place = { area, version: at.current.version };
      if (!(await writeBatches(rows, place))) return;
      const body = { from: head.version, entries: rows.length };
      const finished = await send(finishRoll, { params: place, body });
      if (finished.ok) {
        setWriting({ kind: 'done', head: finished.value });
        return;
      }
      const { problem } = finished;
      setWriting({ kind: 'stopped', written: rows.length, of: rows.length, problem, rows: [] });
      if (problem.code !== 'roll-incomplete' && problem.code !== 'roll-taken') return;
      at.current = { version: place.version + 1, batch: 0 };
    }
  };

  /** Begins anew without some rows, under another version: what was written of the first is nobody's. */
  const writeWithout = (all: readonly NumberedRow[], without: readonly number[]): void => {
    for (const row of without) left.current.add(row);
    at.current = { version: at.current.version + 1, batch: 0 };
    void write(all);
  };

  return { writing, write: (rows: readonly NumberedRow[]) => void write(rows), writeWithout };
}

interface Refused {
  some: readonly NumberedRow[];
  problem: Problem;
}

function stopped(refused: readonly Refused[], written: number, of: number): Writing {
  const elsewhere = refused.filter(({ problem }) => problem.code === 'roll-elsewhere');
  const rows = elsewhere.flatMap(rowsOf);
  if (elsewhere.length === refused.length && rows.length > 0) return { kind: 'elsewhere', rows };
  const [first] = refused.filter((one) => !elsewhere.includes(one));
  const problem = (first ?? refused[0])?.problem ?? OFFLINE;
  return { kind: 'stopped', written, of, problem, rows: first ? rowsOf(first) : [] };
}

/** The rows of the file that a refusal names. */
function rowsOf({ some, problem }: Refused): number[] {
  const places = (problem.fields ?? []).map(({ path }) => Number(path.split('.')[1]));
  return places.flatMap((place) => some[place]?.row ?? []);
}
