/** How a recovery is spoken of on both sides of it: at the desk that asks, and to those who hold. */
import type { HolderWire } from '../directory/contract';
import type { Loss } from './ask';
import type { RecoveryView } from './contract';

export const LOSS_WORDS = {
  devices: '电脑、浏览器坏了、丢了或者清空了',
  passphrases: '口令都忘了',
  people: '有钥匙的人都不在了',
} as const satisfies Record<Loss, string>;

/** Who agreed; of somebody who holds that card no more, that. */
export function nameOfAgreed({ holder }: Pick<RecoveryView['agreed'][number], 'holder'>): string {
  return holder?.name ?? '一位换了卡或者离任的保管人';
}

/** Names of people, each once said. */
export function namesOf(holders: readonly Pick<HolderWire, 'name'>[]): string {
  return holders.map(({ name }) => name).join('、');
}
