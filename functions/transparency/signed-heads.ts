/** The newest head that was signed, kept outside the tables: all of them may be restored together, and then none of them knows. */
import * as z from 'zod';
import { equalBytes, fromBase64, toBase64 } from '#shared/crypto/bytes';
import type { SequencerPlatform } from './log-platform';
import { type Head, isSameHead } from './restored';

const Kept = z.object({ size: z.number(), root: z.string() });
const nameOf = (log: number): string => `log${log}`;

/**
 * Whether a head continues what was signed last; only then it is kept as the newest, before anybody sees its
 * signature. `rootAt` reads tiles anew: what this process remembers may be older than a restore.
 */
export async function continuesSigned(
  p: SequencerPlatform,
  head: Head,
  rootAt: (size: number) => Promise<Uint8Array>,
): Promise<boolean> {
  const { number } = p.transparency;
  const text = await p.signed.read(nameOf(number));
  const last = text === undefined ? undefined : headOf(text);
  if (isSameHead(last, head)) return true;
  if (last && last.size > head.size) return false;
  if (last && !equalBytes(await rootAt(last.size), last.root)) return false;
  await p.signed.write(nameOf(number), JSON.stringify({ size: head.size, root: toBase64(head.root) }));
  return true;
}

/** Throws for anything else: what was signed is not guessed at. */
function headOf(text: string): Head {
  const { size, root } = Kept.parse(JSON.parse(text));
  return { size, root: fromBase64(root) ?? new Uint8Array(0) };
}
