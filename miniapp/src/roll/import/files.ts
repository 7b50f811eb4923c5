import type { RollEntry } from '#shared/roll/contract';
import { sexOf } from '#shared/roll/id-number';
import type { Finding } from '#shared/roll/problem';
import { FORM_COLUMNS } from '#shared/roll/table';
import { saveSheet } from '../../platform/save-sheet';

/** The blank table: every column we read, set as text. */
export function saveBlank(): Promise<void> {
  const columns = FORM_COLUMNS.map((head) => ({ head, width: head === '身份证号' ? 22 : 14 }));
  return saveSheet('选民登记册（空表）', { name: '选民登记册', columns, rows: [] });
}

const FINDING_COLUMNS = [
  { head: '行', width: 8 },
  { head: '姓名', width: 14 },
  { head: '列', width: 14 },
  { head: '表里写的', width: 24 },
  { head: '哪里不对', width: 36 },
  { head: '怎么改', width: 44 },
];

/** What has to be mended or looked at, to go by while mending the table. */
export function saveFindings(area: string, findings: readonly Finding[]): Promise<void> {
  const rows = findings.map(({ row, name, column, written, wrong, mend }) => [
    row === 0 ? '整个表' : String(row),
    name,
    column,
    written,
    wrong,
    mend,
  ]);
  return saveSheet(`${area}名单要改的地方`, { name: '要改的地方', columns: FINDING_COLUMNS, rows });
}

const ROLL_COLUMNS = [
  { head: '序号', width: 8 },
  { head: '姓名', width: 18 },
  { head: '性别', width: 8 },
  { head: '组', width: 12 },
  { head: '类别', width: 16 },
  { head: '会议同意日期', width: 16 },
  { head: '未在户籍地登记证明', width: 20 },
  { head: '党员', width: 8 },
  { head: '身份证号后四位', width: 16 },
  { head: '备注', width: 24 },
];

/** The roll that stands, by group, as its office keeps it: of ID numbers we have no more than the last four. */
export function saveRoll(area: string, version: number, entries: readonly RollEntry[]): Promise<void> {
  const order = new Intl.Collator('zh-CN', { numeric: true });
  const sorted = [...entries].sort(
    (a, b) => order.compare(a.group, b.group) || order.compare(a.name, b.name),
  );
  const rows = sorted.map((one, i) => [
    String(i + 1),
    one.name,
    sexOf(one.idLastFour),
    one.group,
    one.category,
    one.agreed ?? '',
    one.unregisteredAtHome ? '有' : '',
    one.member ? '是' : '',
    one.idLastFour,
    one.remark ?? '',
  ]);
  return saveSheet(`${area}选民登记册第${version}版`, { name: '选民登记册', columns: ROLL_COLUMNS, rows });
}
