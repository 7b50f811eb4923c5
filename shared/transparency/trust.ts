/** Whose signatures the app takes for the log: pinned with the county's other anchors. */
import * as z from 'zod';
import type { LogPolicy } from './checkpoint';
import { type NoteKey, readVerifierKey, type SignatureType } from './note';

function verifierKeyOf(type: SignatureType) {
  return z.string().transform((text, context): NoteKey => {
    const key = readVerifierKey(text);
    if (key?.type === type) return key;
    context.addIssue({ code: 'custom', message: 'not a verifier key' });
    return z.NEVER;
  });
}

/** Verifier keys (C2SP signed-note) as `trust.json` lists them; the newest log is the last. */
export const LogTrust = z
  .object({
    logs: z.array(verifierKeyOf('note')).min(1),
    clock: verifierKeyOf('cosignature'),
    witnesses: z.array(verifierKeyOf('cosignature')),
    quorum: z.number().int().min(0),
  })
  .refine(({ witnesses, quorum }) => quorum <= witnesses.length)
  .transform((trust): LogPolicy => trust);

/** How it is written down. */
export type LogTrustWire = z.input<typeof LogTrust>;
