import { createHash } from 'node:crypto';
import type { Attachment } from '#shared/notice/notice';

// A one-page PDF, A4, with no font of its own: PDF readers bring one for Chinese (ISO 32000-1 section 9.7.5.2).
const TITLE = '枣坪村村民委员会成员候选人推荐表（纸质）';
const LINES = [
  '在手机上已经推荐过的职务，请不要再填。推荐不是提名，也不是投票。',
  '主任（推荐 1 人）：　姓名＿＿＿＿＿＿＿＿　组＿＿＿＿',
  '副主任（推荐 1 人）：姓名＿＿＿＿＿＿＿＿　组＿＿＿＿',
  '委员（最多 3 人，请考虑妇女）：',
  '　1．姓名＿＿＿＿＿＿＿＿　组＿＿＿＿',
  '　2．姓名＿＿＿＿＿＿＿＿　组＿＿＿＿',
  '　3．姓名＿＿＿＿＿＿＿＿　组＿＿＿＿',
  '填好后对折，投入村委会一楼的推荐箱。不用写自己的名字。',
];

/** The paper form, and what a notice says of it. */
export function paperForm(): { bytes: Uint8Array<ArrayBuffer>; attachment: Attachment } {
  const bytes = new Uint8Array(Buffer.from(pdf(), 'latin1'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    bytes,
    attachment: { sha256, name: '推荐表（纸质）.pdf', type: 'application/pdf', size: bytes.length },
  };
}

function pdf(): string {
  const content = [textAt(TITLE, 18, 760), ...LINES.map((line, i) => textAt(line, 13, 700 - i * 40))].join(
    '\n',
  );
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  return assembled(objects);
}

/** The objects with the table of where each begins. */
function assembled(objects: readonly string[]): string {
  let body = '%PDF-1.4\n';
  const starts = objects.map((object, i) => {
    const start = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${starts.join('')}`;
  return `${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

function textAt(words: string, size: number, y: number): string {
  const codes = Buffer.from(words, 'utf16le').swap16().toString('hex');
  return `BT /F ${size} Tf 60 ${y} Td <${codes}> Tj ET`;
}
