import type { SheetToWrite } from '#shared/sheet/write-xlsx';
import { openFile } from './device';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Gives whoever sits at the desk a workbook to keep; only who asks for one loads what writes it. */
export async function saveSheet(name: string, sheet: SheetToWrite): Promise<void> {
  const { writeXlsx } = await import('#shared/sheet/write-xlsx');
  const bytes = writeXlsx(sheet);
  const url = URL.createObjectURL(new Blob([bytes.slice().buffer], { type: TYPE }));
  openFile(url, `${name}.xlsx`);
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
