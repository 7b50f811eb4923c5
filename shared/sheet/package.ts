import { unzipSync } from 'fflate';

/** Inflated, more than a roll of 30,000 people with all columns and a million rows left empty by a format. */
const INFLATED_AT_MOST = 64 << 20;
/** The largest file that is looked into, in bytes. */
export const FILE_AT_MOST = 20 << 20;

/** Why a file is no workbook that we read: each has its sentence. */
export type NoWorkbook = 'too-large' | 'too-large-inside' | 'old-or-locked' | 'web-page' | 'torn' | 'other';

/** A refused file; never leaves this folder. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
  constructor(readonly why: NoWorkbook) {
    super(why);
  }
}

/** Some parts of a workbook by name, and which there are. */
export interface Parts {
  names: readonly string[];
  /** Inflates the wanted parts; throws `RefusedFile` before anything is inflated that says it is too large. */
  inflate: (names: readonly string[]) => ReadonlyMap<string, Uint8Array>;
}

/** Opens a workbook's package by its directory alone. */
export function openPackage(file: Uint8Array): Parts {
  if (file.length > FILE_AT_MOST) throw new RefusedFile('too-large');
  if (!(file[0] === 0x50 && file[1] === 0x4b)) throw new RefusedFile(kindOf(file));
  const names: string[] = [];
  unzip(file, (name) => {
    names.push(name);
    return false;
  });
  let inflated = 0;
  const inflate = (wanted: readonly string[]): ReadonlyMap<string, Uint8Array> => {
    const files = unzip(file, (name, bytes) => {
      if (!wanted.includes(name)) return false;
      inflated += bytes;
      if (inflated > INFLATED_AT_MOST) throw new RefusedFile('too-large-inside');
      return true;
    });
    return new Map(Object.entries(files));
  };
  return { names, inflate };
}

/** The library inflates into as many bytes as the directory says, never into more, whatever the part holds. */
function unzip(
  file: Uint8Array,
  filter: (name: string, bytes: number) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(file, { filter: ({ name, originalSize }) => filter(name, originalSize) });
  } catch (error) {
    throw error instanceof RefusedFile ? error : new RefusedFile('torn');
  }
}

/** What a file is by its first bytes. Spreadsheets before 2007 and workbooks with a password begin alike. */
function kindOf(file: Uint8Array): NoWorkbook {
  if (file[0] === 0xd0 && file[1] === 0xcf && file[2] === 0x11 && file[3] === 0xe0) return 'old-or-locked';
  return file[0] === 0x3c ? 'web-page' : 'other';
}

/** Whether a file by its first bytes is read as text: neither a workbook of any age nor anything else we know. */
export function looksLikeText(file: Uint8Array): boolean {
  return kindOf(file) === 'other' && !(file[0] === 0x50 && file[1] === 0x4b);
}
