import { REFUSAL_WAYS, REFUSALS, type Refusal } from '#shared/tip/refusal';

type Act = 'accept' | 'refuse' | 'handle' | 'propose';

/** Why a letter is not accepted, said to its writer. */
const REFUSED: Record<Refusal, string> = {
  litigation: '来信收到，看过了。这件事按规定要通过诉讼、仲裁、行政裁决或者行政复议解决，我们不能受理。',
  'other-remit': '来信收到，看过了。这件事按规定由别的机关或者单位负责，我们不能受理。',
  'no-substance': '来信收到，看过了。信里没有写时间、地点、人和经过，没法核实，我们不能受理。',
};

const WORDING: Record<Exclude<Act, 'refuse'>, string> = {
  accept: '来信收到，已经受理。有新情况可以随时在这里写。',
  handle: '正在核实。有新情况可以随时在这里写。',
  propose: '已经办结。结果是：',
};

/** A first wording, to be changed: nobody should have to face an empty box with a legal clock running. A refusal has its reason's. */
export function wordingOf(act: Act, reason?: Refusal): string {
  if (act !== 'refuse') return WORDING[act];
  return reason ? `${REFUSED[reason]}${REFUSAL_WAYS[reason]}` : '';
}

/** Whether the officer wrote words of their own, which no other reason's wording may replace. */
export function isOwnWording(text: string): boolean {
  return text !== '' && REFUSALS.every((reason) => text !== wordingOf('refuse', reason));
}

/** Why these words cannot be sent to the writer yet; a last sentence that waits for its end would be sent for good. */
export function textFault(text: string): string | undefined {
  const words = text.trim();
  if (words === '') return '先写几句告诉来信人。';
  return /[，、：；,:;（(“‘—]$/u.test(words) ? '最后一句还没写完，写完再送。' : undefined;
}
