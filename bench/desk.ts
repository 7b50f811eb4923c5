/** A desk that imports a roll, in a process of its own: reads the workbook, checks it, compares it, writes it. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { COMPARED_AT_ONCE, compareRoll, finishRoll, putRollBatch } from '#shared/roll/contract';
import { ROLL_HEADINGS, sortOut } from '#shared/roll/table';
import { readXlsx } from '#shared/sheet/read-xlsx';
import { tableOf } from '#shared/table';
import { dateOfDay, dayOf } from '#shared/time';
import { type Send, senderBy } from '#local/demo/sender';
import { answerParent } from './child';
import { VILLAGE } from './county';

/** What an import took: seconds in all, and resident megabytes at the peak above those before it began. */
export interface Imported {
  entries: number;
  seconds: number;
  mb: number;
}

const BATCH = 45;
const AT_ONCE = 4;

async function must(answer: ReturnType<Send>): Promise<void> {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.code);
}

async function importRoll({ file, port }: { file: string; port: number }): Promise<Imported> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const send = senderBy((path, init) => fetch(`http://127.0.0.1:${port}${path}`, init));
  const read = await readXlsx(readFileSync(file), () => new Promise((resolve) => setTimeout(resolve, 0)));
  if (read.kind === 'refused') throw new Error(read.wrong);
  const occasion = { today: dateOfDay(dayOf(Date.now() / 1000)) };
  const { rows, findings } = sortOut(tableOf(read.lines, ROLL_HEADINGS), occasion);
  if (findings.length > 0) throw new Error(findings[0]?.wrong);
  const area = VILLAGE;
  for (let i = 0; i < rows.length; i += COMPARED_AT_ONCE) {
    const idNumbers = rows.slice(i, i + COMPARED_AT_ONCE).map(({ value }) => value.idNumber);
    await must(send(compareRoll, { params: { area }, body: { idNumbers } }));
  }
  const batches = Math.ceil(rows.length / BATCH);
  for (let first = 0; first < batches; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, batches - first) }, (_, i) => first + i);
    await Promise.all(
      numbers.map((batch) => {
        const some = rows.slice(batch * BATCH, (batch + 1) * BATCH).map(({ value }) => value);
        return must(send(putRollBatch, { params: { area, version: 1, batch }, body: { rows: some } }));
      }),
    );
  }
  await must(send(finishRoll, { params: { area, version: 1 }, body: { from: 0, entries: rows.length } }));
  const seconds = (performance.now() - started) / 1000;
  // In kilobytes, the most this process ever held.
  const peak = process.resourceUsage().maxRSS * 1024;
  return { entries: rows.length, seconds, mb: (peak - before) / 1024 / 1024 };
}

answerParent({ import: importRoll });
