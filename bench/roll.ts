import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { idNumber } from '#local/demo/id-number';
import { birthOf, sexOf } from '#shared/roll/id-number';
import { FORM_COLUMNS } from '#shared/roll/table';
import { writeXlsx } from '#shared/sheet/write-xlsx';
import { openCounty, temporaryDirectory } from './county';
import type { Imported } from './desk';
import type { Report } from './figures';
import { openOffice } from './office';
import { startChild } from './process';

/** A roll's workbook, all columns filled, read, checked, compared and written by a desk of its own process. */
export async function measureRoll(report: Report, people: number): Promise<void> {
  const file = join(temporaryDirectory(), 'roll.xlsx');
  writeFileSync(file, writeXlsx(rollSheet(people)));
  const county = await openCounty();
  const office = openOffice(county);
  const desk = startChild('desk');
  const { port, close } = await listening(office.fetch);
  try {
    const { entries, seconds, mb } = await desk.ask<Imported>('import', { file, port });
    if (entries !== people) throw new Error(`${entries} of ${people} people were written`);
    report('roll.import20k.s', seconds, 's');
    report('roll.import20k.mb', mb, 'MB');
  } finally {
    await desk.end();
    close();
    await county.close();
  }
}

function listening(
  fetch: (request: Request) => Promise<Response> | Response,
): Promise<{ port: number; close: () => void }> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      resolve({ port, close: () => server.close() });
    });
  });
}

function rollSheet(people: number) {
  const rows = Array.from({ length: people }, (_, i) => {
    const year = 1940 + (i % 60);
    const day = Math.floor(i / 60) % 336;
    const birth = `${year}-${two(1 + Math.floor(day / 28))}-${two(1 + (day % 28))}`;
    const id = idNumber(birth, i % 2 === 0 ? '男' : '女', Math.floor(i / (60 * 336)));
    const group = `第${1 + (i % 40)}组`;
    return [
      `村民${i}`,
      sexOf(id),
      birthOf(id),
      id,
      group,
      '户籍在村',
      '',
      '',
      i % 20 === 0 ? '是' : '否',
      '',
    ];
  });
  return { name: '选民登记册', columns: FORM_COLUMNS.map((head) => ({ head, width: 14 })), rows };
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
