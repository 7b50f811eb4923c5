import { COMMITTEE_NAMES, type ElectionBody } from '../election/body';
import { sayDate } from '../time';
import type { Certificate } from './contract';

/** A certificate as it is printed: what stands under the title, and who stamps it. */
export function certificatePaper(
  { number, name, idLastFour, to, issuedOn }: Certificate,
  village: string,
  { body, term }: { body: ElectionBody; term: number },
): { number: string; paragraphs: string[]; sign: string[] } {
  return {
    number: `第${term}届 第${number}号`,
    paragraphs: [
      `${name}（公民身份号码后四位 ${idLastFour}），户籍在${village}。经核对，本人没有在${village}第${term}届${body}选举的名单上登记。`,
      `本人要在${to}登记参加选举。特此证明。`,
    ],
    sign: [`${village}${COMMITTEE_NAMES[body]}`, '（盖章）', sayDate(issuedOn, 0)],
  };
}
