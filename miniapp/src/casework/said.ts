import type { Content } from '#shared/tip/content';
import type { Flaw } from '#shared/tip/record';
import { REFUSAL_WORDS } from '#shared/tip/refusal';
import { erasedWords, extendedWords, recoveredWords, STATE_WORDS, TOGETHER_WORDS } from '#shared/tip/words';

/** Why a record of the thread is not shown. */
export function withheldWords(flaw: Flaw): string {
  if (flaw === 'move') return '有一条把信转到了这里，不合规定。请不要办，报上级处理';
  if (flaw === 'erased') return '内容已删除';
  return flaw === 'suite' ? '有一条是更新的版本写的，请刷新这一页再看' : '有一条核对不上或打不开，没有显示';
}

/** What an act of the office comes to, with its legal reason. */
export function statusWords(said: Extract<Content, { kind: 'status' }>['said']): string {
  if (said.status === 'erased') return erasedWords(said.ground);
  if (said.status === 'merged' || said.status === 'parted') return TOGETHER_WORDS[said.status];
  if (said.status === 'extended') return extendedWords(said.approver);
  if (said.status === 'recovered') return `本办公室${recoveredWords(said.day)}`;
  const step = STATE_WORDS[said.status];
  return said.status === 'refused' ? `${step}：${REFUSAL_WORDS[said.reason]}` : step;
}
