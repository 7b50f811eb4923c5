import { STAGES } from '#shared/notice/notice';
import { saveSheet } from '../../platform/save-sheet';
import type { BoardLine, NextThing } from './lines';

const COLUMNS = [
  { head: '乡镇', width: 16 },
  { head: '村、社区', width: 16 },
  { head: '选举日', width: 12 },
  { head: '到第几步', width: 16 },
  { head: '7 天内到期', width: 44 },
  { head: '超期', width: 44 },
  { head: '超期的该谁办', width: 28 },
  { head: '时间表由谁代办', width: 16 },
];

const FOR = { town: '乡镇', county: '县' } as const;

/** The villages that are shown, each with what is due and whose it is: no totals, no ranks. */
export function boardSheet(lines: readonly BoardLine[]): string[][] {
  return lines.map(({ town, village, row, things }) => {
    const late = things.filter(({ days }) => days < 0);
    const soon = things.filter(({ days }) => days >= 0 && days <= 7);
    return [
      town,
      village.name,
      row?.electionDay ?? '还没有定',
      row ? `第 ${row.stage} 步${STAGES[row.stage - 1] ?? ''}` : '',
      soon.map(sayThing).join('；'),
      late.map(sayThing).join('；'),
      [...new Set(late.map(({ rule }) => rule.actor))].join('；'),
      row?.by ? FOR[row.by] : '',
    ];
  });
}

function sayThing({ rule, due }: NextThing): string {
  return `${rule.title}（最晚 ${due}）`;
}

/** Saves what the board shows as a workbook. */
export function saveBoard(area: string, lines: readonly BoardLine[]): Promise<void> {
  return saveSheet(`${area}各村进度`, { name: '各村进度', columns: COLUMNS, rows: boardSheet(lines) });
}
