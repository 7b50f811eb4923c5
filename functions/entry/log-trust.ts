import * as z from 'zod';
import type { LogPolicy } from '#shared/transparency/checkpoint';
import { policyOf } from '#shared/transparency/policy';
import { LogTrust } from '#shared/transparency/trust';

const WHAT_TRUST = "what phones pin of the county's log, the value of TARO_APP_LOG";

/** Whose signatures on the log are taken by a boundary that checks what stands there. */
export const LogTrustSetting = z.string(WHAT_TRUST).transform((text, context) => {
  const policy = policyIn(text);
  if (!policy) context.addIssue({ code: 'custom', message: WHAT_TRUST });
  return policy ?? z.NEVER;
});

function policyIn(text: string): LogPolicy | null {
  try {
    return policyOf(LogTrust.parse(JSON.parse(text)));
  } catch {
    return null;
  }
}
