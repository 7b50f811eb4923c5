/** The sums of a counted position, as they are posted and published. */
import * as z from 'zod';
import { whole } from '../whole';

const Count = whole(0);

/** `names[i]` is how often the person at index i was named; `valid` holds the blanks too. */
export const TallyBody = z.strictObject({
  records: Count,
  valid: Count,
  blank: Count,
  invalid: Count,
  names: z.array(Count).max(0xffff),
});
export type TallyBody = z.output<typeof TallyBody>;

/** Whether the sums can be those of a closed position: nothing lost, nobody named more often than possible. */
export function tallyFits(
  tally: TallyBody,
  limits: { readonly records: number; readonly maxNames: number; readonly eligible: number },
): boolean {
  const { records, valid, blank, invalid, names } = tally;
  const named = valid - blank;
  const sum = names.reduce((total, count) => total + count, 0);
  return (
    records === limits.records &&
    valid + invalid === records &&
    blank <= valid &&
    names.length === limits.eligible &&
    names.every((count) => count <= named) &&
    sum >= named &&
    sum <= named * limits.maxNames
  );
}
