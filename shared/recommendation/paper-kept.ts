/** How a paper lies in storage; apart from what is done with it, so that reading one loads no arithmetic. */
import * as z from 'zod';
import { whole } from '../whole';

const Text = z.string();
const Choice = z.array(whole(0));

/** Bytes as base64url: this is what storage holds. */
export const Paper = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asking'), signSeed: Text, prefix: Text, blinded: Text, unblinder: Text }),
  z.object({ kind: z.literal('ready'), signSeed: Text, token: Text }),
  z.object({
    kind: z.literal('sealed'),
    signSeed: Text,
    token: Text,
    version: z.number(),
    choice: Choice,
    record: Text,
  }),
  z.object({
    kind: z.literal('cast'),
    signSeed: Text,
    token: Text,
    version: z.number(),
    choice: Choice,
    record: Text,
    ack: Text,
  }),
]);
export type Paper = z.output<typeof Paper>;
