import { isWellFormed } from '#shared/crypto/utf8';
import { shortName } from '#shared/tip/file-kind';
import { MAX_FILE_BYTES, MOST_ENCLOSURES, MOST_PIECES_OF_RECORD, piecesFor } from '#shared/tip/sizes';
import type { Chosen } from './chosen';

/** Those of the chosen files that a letter can take, and why the others are not. */
export function takeOriginals(
  files: readonly Chosen[],
  chosen: readonly Chosen[],
): { files: readonly Chosen[]; refused: readonly string[] } {
  let taken = files;
  const refused: string[] = [];
  for (const one of chosen) {
    const named = { ...one, name: freeName(taken, isWellFormed(one.name) ? shortName(one.name) : '文件') };
    const why = whyNot(taken, named);
    if (why === undefined) taken = [...taken, named];
    else refused.push(why);
  }
  return { files: taken, refused };
}

function whyNot(files: readonly Chosen[], { name, length }: Chosen): string | undefined {
  if (length === 0) return `“${name}”是空的，没有加上。请打开看看，再选一次。`;
  if (length > MAX_FILE_BYTES)
    return `“${name}”太大，没有加上：一个最多 20 MB。可以分成几段，或者带到窗口当面交。`;
  const pieces = [...files.map((file) => file.length), length].reduce(
    (sum, one) => sum + (piecesFor(one) ?? 0),
    0,
  );
  if (pieces > MOST_PIECES_OF_RECORD)
    return `“${name}”没有加上：一封信的文件加起来太大。这封先送出，别的以后再补充。`;
  return undefined;
}

/** The name, or with a number behind it where another file has it. */
function freeName(files: readonly Chosen[], name: string): string {
  const isTaken = (one: string): boolean => files.some((file) => file.name === one);
  if (!isTaken(name)) return name;
  const numbered = (n: number): string => shortName(name, `（${n}）`);
  return (
    Array.from({ length: MOST_ENCLOSURES }, (_, i) => numbered(i + 2)).find((one) => !isTaken(one)) ?? name
  );
}
