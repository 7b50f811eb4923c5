import { CARD_FIGURES, CARD_GROUPS, type CardFault } from '#shared/directory/card';

export const CARD_HINT = `${CARD_GROUPS} 组，每组 5 个数字，组和组之间空一格`;

/** Why what was typed is no card, and where to look. */
export function sayFault(fault: CardFault): string {
  if (fault.fault === 'figures') {
    return `一共 ${CARD_GROUPS} 组、${CARD_FIGURES} 个数字，现在是 ${fault.count} 个，请对着纸再看一遍`;
  }
  if (fault.fault === 'group') return `第 ${fault.group} 组输错了，请对着纸再看一遍`;
  return '有一组输错了，请对着纸从头看一遍';
}
