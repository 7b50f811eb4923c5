import * as z from 'zod';
import { readVerifierKey } from '#shared/transparency/note';
import { textSetting } from '../platform/settings';

const WHAT_NUMBER = "the number of the county's log: 1, and one more each time its tables were restored";

/** Which log a boundary reads. */
export const LogNumberSetting = z.coerce
  .number(WHAT_NUMBER)
  .int(WHAT_NUMBER)
  .min(1, WHAT_NUMBER)
  .max(99, WHAT_NUMBER)
  .default(1);

const WHAT_WITNESSES = 'witnesses separated by commas, each its verifier key, a space, and its https address';
const WHAT_QUORUM = 'how many of the witnesses must cosign, at most all of them';

const Witness = z
  .string()
  .transform((text) => text.trim().split(' '))
  .pipe(z.tuple([z.string(), z.url()]))
  .refine(([key]) => readVerifierKey(key)?.type === 'cosignature')
  .transform(([verifierKey, address]) => ({ verifierKey, address: address.replace(/\/$/, '') }));

/** What the sequencer is told of the log it writes. */
export const LogSettings = z.object({
  LOG_HOST: textSetting("the county's public host name, after which its log is named"),
  LOG_NUMBER: LogNumberSetting,
  LOG_WITNESSES: z
    .string(WHAT_WITNESSES)
    .transform((text) => text.split(',').filter((one) => one.trim() !== ''))
    .refine((all) => z.array(Witness).safeParse(all).success, WHAT_WITNESSES)
    .transform((all) => z.array(Witness).parse(all))
    .default([]),
  LOG_QUORUM: z.coerce.number(WHAT_QUORUM).int(WHAT_QUORUM).min(0, WHAT_QUORUM).default(1),
});
