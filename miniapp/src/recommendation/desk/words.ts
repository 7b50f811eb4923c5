import type { OfficeRound, RoundStateKind } from '#shared/recommendation/round';
import type { IconName } from '../../components/icon';
import type { Tone } from '../../components/pill';

interface StateWords {
  word: string;
  tone: Tone;
  icon: IconName;
  /** Who must do what next. */
  next: string;
}

/** How the states of a round are called at the desk, and what each waits for. */
export const STATE_WORDS = {
  draft: { word: '等钥匙', tone: 'due', icon: 'wait', next: '等每位受托人造好这一轮的钥匙。' },
  endorsing: { word: '等签名', tone: 'due', icon: 'pen', next: '等每位受托人和村选委会核对后签名。' },
  endorsed: { word: '等开始', tone: 'plain', icon: 'clock', next: '都签好了，到时间自动开始。' },
  open: { word: '正在推荐', tone: 'sun', icon: 'sun', next: '到时间自动截止。截止前谁也打不开。' },
  closed: { word: '等打开', tone: 'due', icon: 'key', next: '等受托人交出钥匙。' },
  counting: { word: '可以计数', tone: 'act', icon: 'box', next: '钥匙够了。在这台电脑上计数，再报送合计。' },
  reported: {
    word: '等核对',
    tone: 'due',
    icon: 'wait',
    next: '合计已经报送，还没有公布。等一位受托人在自己的电脑上再数一遍，数得一样才公布。',
  },
  counted: { word: '已计数', tone: 'done', icon: 'check', next: '受托人数的和报送的一样，合计已经公布。' },
  cancelled: { word: '已取消', tone: 'plain', icon: 'x', next: '这一轮没有开始就取消了。' },
} as const satisfies Record<RoundStateKind, StateWords>;

/** What a trustee has given so far: 钥匙, 签名, 交出. */
export function givenBy({ state, plan }: OfficeRound, seat: number): { word: string; done: boolean } {
  if (state.kind === 'draft') {
    const done = Boolean(state.trusteeKeys[seat - 1]);
    return { word: done ? '钥匙造好了' : '还没造钥匙', done };
  }
  if (state.kind === 'endorsing') {
    const done = Boolean(state.signatures[seat - 1]);
    return { word: done ? '签好了' : '还没签名', done };
  }
  if ('releases' in state) {
    const done = Boolean(state.releases[seat - 1]);
    const missing = state.kind === 'counted' ? '没有用到' : `还没交出（要 ${plan.k} 位）`;
    return { word: done ? '钥匙交出了' : missing, done };
  }
  return { word: state.kind === 'cancelled' ? '' : '签好了', done: state.kind !== 'cancelled' };
}

/** Whether the election committee has signed. */
export function committeeSigned({ state }: OfficeRound): boolean {
  if (state.kind === 'endorsing') return state.committee !== null;
  return state.kind !== 'draft' && state.kind !== 'cancelled';
}
