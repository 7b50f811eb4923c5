import { strToU8, type Zippable, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Workbooks as other programs write them, by their parts; `sheet` is what stands in `<worksheet>`. */
export interface OtherBook {
  sheet: string;
  strings?: readonly string[];
  date1904?: boolean;
  /** What stands in `<styleSheet>`. */
  styles?: string;
  /** Parts besides, or in place of what is written here. */
  parts?: Zippable;
}

/** Style 0 is plain, 1 a day by a built-in format, 2 a day by a format of the workbook's own. */
export const DAY_STYLES =
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
  '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>';

/** Writes such a workbook. */
export function otherBook({
  sheet,
  strings = [],
  date1904 = false,
  styles = DAY_STYLES,
  parts = {},
}: OtherBook): Uint8Array {
  const texts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="隐藏" sheetId="1" state="hidden" r:id="rId9"/><sheet name="选民" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId9" Target="worksheets/sheet9.xml"/><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    'xl/worksheets/sheet9.xml': `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
  };
  const files = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync({ ...Object.fromEntries(files), ...parts });
}

/** `<row>` of cells by their XML. */
export function row(number: number, ...cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A cell of text written in place. */
export function text(place: string, written: string): string {
  return `<c r="${place}" t="inlineStr"><is><t>${written}</t></is></c>`;
}

/** The headings a roll must have. */
export const HEADS = row(1, text('A1', '姓名'), text('B1', '身份证号'), text('C1', '组'));
