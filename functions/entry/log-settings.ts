import * as z from 'zod';
import { readVerifierKey } from '#shared/transparency/note';
import { shareKeys } from '#shared/transparency/policy';
import { textSetting } from '../platform/settings';

const WHAT_NUMBER = "the number of the county's log: 1, and one more each time its tables were restored";

/** A leaf is looked for in every log in one call of 100 keys, two for each. */
const MOST_LOGS = 50;

/** Which log a boundary reads. */
export const LogNumberSetting = z.coerce
  .number(WHAT_NUMBER)
  .int(WHAT_NUMBER)
  .min(1, WHAT_NUMBER)
  .max(MOST_LOGS, WHAT_NUMBER)
  .default(1);

const WHAT_WITNESSES =
  'different witnesses separated by commas, each its verifier key, a space, and its https address';
const WHAT_QUORUM = 'how many of the witnesses must cosign, at most all of them';

const Witness = z
  .string()
  .transform((text) => text.trim().split(' '))
  .pipe(z.tuple([z.string(), z.url()]))
  .refine(([key]) => readVerifierKey(key)?.type === 'cosignature')
  .transform(([verifierKey, address]) => ({ verifierKey, address: address.replace(/\/$/, '') }));

/** What the sequencer is told of the log it writes. */
export const LogSettings = z
  .object({
    LOG_HOST: textSetting("the county's public host name, after which its log is named"),
    LOG_NUMBER: LogNumberSetting,
    LOG_WITNESSES: z
      .string(WHAT_WITNESSES)
      .transform((text) => text.split(',').filter((one) => one.trim() !== ''))
      .refine((all) => z.array(Witness).safeParse(all).success, WHAT_WITNESSES)
      .transform((all) => z.array(Witness).parse(all))
      .refine(
        (all) =>
          !shareKeys(
            [],
            all.flatMap(({ verifierKey }) => readVerifierKey(verifierKey) ?? []),
          ),
        WHAT_WITNESSES,
      )
      .default([]),
    LOG_QUORUM: z
      .string(WHAT_QUORUM)
      .regex(/^\d{1,2}$/, WHAT_QUORUM)
      .transform(Number)
      .optional(),
  })
  .refine(({ LOG_QUORUM: quorum = 0, LOG_WITNESSES: witnesses }) => quorum <= witnesses.length, {
    path: ['LOG_QUORUM'],
    message: WHAT_QUORUM,
  });
