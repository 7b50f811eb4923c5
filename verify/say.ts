/** How findings are said. */
import type { Vouched } from './checkpoint';
import { dateOf, dayInChina, toBase64 } from './text';

/** Where the lines go: findings, and what is wrong. */
export interface Say {
  readonly line: (line: string) => void;
  readonly wrong: (line: string) => void;
}

/** A line as a terminal may show it: what a server wrote moves no cursor, begins no line and hides nothing. */
export function printable(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

/** Says what a checkpoint holds, and who vouches for it since when. */
export function sayVouched({ checkpoint, log, clock, witnesses, since, unknown }: Vouched, say: Say): void {
  say.line(`Log ${log.name}: ${checkpoint.size} leaves, root ${toBase64(checkpoint.root)}.`);
  say.line(`Clock of the county: ${dateOf(clock)}.`);
  if (witnesses.length === 0)
    say.line('NO WITNESS has cosigned it: only the county itself says that it never changed.');
  for (const { name, time } of witnesses) say.line(`Witness ${name}: ${dateOf(time)}.`);
  if (since !== null)
    say.line(
      `Unchanged at the latest since ${dateOf(since)}, in China on ${dayInChina(since)}: the later of what the county and enough witnesses signed.`,
    );
  for (const name of unknown)
    say.line(`A signature of ${name} was left out of account: its key is not known here.`);
}
