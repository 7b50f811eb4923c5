/** Where a case stands. Days count from 1970-01-01 in UTC+8; there is no finer time. */
import * as z from 'zod';
import { REFUSALS } from './refusal';
import { whole } from '../whole';

const Day = whole(0, 100_000);

export const TipState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('received'), received: Day }),
  z.strictObject({ state: z.literal('accepted'), received: Day, decided: Day }),
  z.strictObject({ state: z.literal('refused'), received: Day, decided: Day, reason: z.enum(REFUSALS) }),
  z.strictObject({ state: z.literal('handling'), received: Day, decided: Day }),
  /** One officer has sealed how it ends; another one has to confirm. */
  z.strictObject({ state: z.literal('proposed'), received: Day, decided: Day }),
  z.strictObject({ state: z.literal('closed'), received: Day, decided: Day, closed: Day }),
]);
export type TipState = z.output<typeof TipState>;

export const STATES = [
  'received',
  'accepted',
  'refused',
  'handling',
  'proposed',
  'closed',
] as const satisfies readonly TipState['state'][];
