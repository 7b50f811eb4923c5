import { useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { finishRoll, putRollBatch, type RollHead } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { type Problem, send } from '../../platform/request';

/** A person to write, with the row of the file they stand in. */
export interface NumberedRow {
  row: number;
  value: RollRow;
}

/** How far the writing is. */
export type Writing =
  | { kind: 'not-begun' }
  | { kind: 'going'; written: number; of: number }
  /** Stopped: what is written stays, and the writing goes on where it stopped. */
  | { kind: 'stopped'; written: number; of: number; problem: Problem }
  /** People whom another village has on its roll: rows of the file. */
  | { kind: 'elsewhere'; rows: readonly number[] }
  | { kind: 'done'; head: RollHead };

const BATCH = 45;
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
    for (; at.current.batch < batches; at.current.batch += 1) {
      const { batch } = at.current;
      const some = rows.slice(batch * BATCH, (batch + 1) * BATCH);
      setWriting({ kind: 'going', written: batch * BATCH, of: rows.length });
      const body = { rows: some.map(({ value }) => value) };
      const answer = await send(putRollBatch, { params: { ...place, batch }, body });
      if (answer.ok) continue;
      setWriting(stopped(answer.problem, some, batch * BATCH, rows.length));
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
      setWriting({ kind: 'stopped', written: rows.length, of: rows.length, problem });
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

function stopped(problem: Problem, some: readonly NumberedRow[], written: number, of: number): Writing {
  const places = (problem.fields ?? []).map(({ path }) => Number(path.split('.')[1]));
  const rows = places.flatMap((place) => some[place]?.row ?? []);
  if (problem.code === 'roll-elsewhere' && rows.length > 0) return { kind: 'elsewhere', rows };
  return { kind: 'stopped', written, of, problem };
}
