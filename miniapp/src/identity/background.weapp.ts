import { endSession, signInByWechat } from '#shared/identity/contract';
import { wechatCode } from '../platform/device';
import { proveBy, send } from '../platform/request';
import { takeProof } from '../platform/session';

/** In WeChat it is WeChat that says again who holds the phone; the person need do nothing. */
async function proveByWechat(): Promise<boolean> {
  const code = await wechatCode?.();
  const answer = code === undefined ? undefined : await send(signInByWechat, { body: { code } });
  const replaced = answer?.ok ? takeProof(answer.value) : undefined;
  if (replaced === undefined) return false;
  void send(endSession, { body: { refresh: replaced } });
  return true;
}

/** Lets acts that ask for it have the person prove again who they are. */
export function askAgain(): void {
  proveBy(proveByWechat);
}
