/** Where a case stands. Days count from 1970-01-01 in UTC+8; there is no finer time. */
import * as z from 'zod';
import { GROUNDS } from './ground';
import { REFUSALS } from './refusal';
import { whole } from '../whole';

const Day = whole(0, 100_000);

/** What is known of a case from its acceptance on. */
const Accepted = {
  received: Day,
  decided: Day,
  /** Its result was put off, once. */
  extended: z.literal(true).optional(),
};

/** How a case had ended, and on which day, once its content is gone. */
const Ended = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('closed'), day: Day }),
  z.strictObject({ as: z.literal('refused'), day: Day, reason: z.enum(REFUSALS) }),
]);
export type Ended = z.output<typeof Ended>;

/** Its content was signed away by two officers: what is left are hashes, how it ended, the day and the ground. */
const Erased = { received: Day, decided: Day, ended: Ended, erased: Day, ground: z.enum(GROUNDS) };

export const TipState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('received'), received: Day }),
  z.strictObject({ state: z.literal('accepted'), ...Accepted }),
  z.strictObject({ state: z.literal('refused'), received: Day, decided: Day, reason: z.enum(REFUSALS) }),
  z.strictObject({ state: z.literal('handling'), ...Accepted }),
  /** One officer has sealed how it ends; another one has to confirm. */
  z.strictObject({ state: z.literal('proposed'), ...Accepted }),
  z.strictObject({ state: z.literal('closed'), ...Accepted, closed: Day }),
  /** Its content goes, page by page: nothing of it is served any more. */
  z.strictObject({ state: z.literal('erasing'), ...Erased }),
  z.strictObject({ state: z.literal('erased'), ...Erased }),
]);
export type TipState = z.output<typeof TipState>;

export const STATES = [
  'received',
  'accepted',
  'refused',
  'handling',
  'proposed',
  'closed',
  'erasing',
  'erased',
] as const satisfies readonly TipState['state'][];
