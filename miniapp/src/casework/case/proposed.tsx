import type { ReactNode } from 'react';
import { type Ground, GROUND_WORDS } from '#shared/tip/ground';
import { mayErase } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { confirmProposed, takeBack } from '../closing';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';
import { ArchivedBefore } from './archived-before';

/** What is proposed as the end of the case, and the second officer's part in it. */
export function Proposed({ open, office, keys, onDone }: Acting): ReactNode {
  const { busy, problem, act } = useAct();
  const entry = open.proposal?.entry;
  const what = mayErase(open.view.state) ? 'erasure' : 'end';
  if (!entry) return null;
  const run = async (work: () => Promise<Outcome<OpenCase>>): Promise<void> => {
    const outcome = await act(work);
    if (outcome.ok) onDone(outcome.value);
  };
  const proposed = proposedIn(open);
  const isMine = entry.ok && entry.signerId === keys.officer;
  return (
    <Box className="desk-pad">
      <Note icon="people" tone="due" inset title={`有人提出${NAMES[what]}，等第二个人确认`}>
        <Para>{proposed?.words ?? '提出的这一条核对不上，不要确认，请撤回。'}</Para>
        <Para>{isMine ? '您提出的，要另一名办理人员在自己的电脑上确认。' : BEFORE[what]}</Para>
      </Note>
      {proposed?.ground && open.view.role === 'office' ? (
        <Box className="mt8">
          <ArchivedBefore open={open} office={office} ground={proposed.ground} />
        </Box>
      ) : null}
      {isMine || !proposed ? null : (
        <Box className="mt8">
          <Button off={busy} icon="ok" onTap={() => void run(() => confirmProposed(open, office, keys))}>
            {`签字确认${NAMES[what]}`}
          </Button>
        </Box>
      )}
      <Box className="mt8">
        <Button kind="second" off={busy} onTap={() => void run(() => takeBack(open, office, keys))}>
          {what === 'erasure' ? '撤回，不删除' : '撤回，接着核实'}
        </Button>
      </Box>
      <NotDone title="没有办成" problem={problem} />
    </Box>
  );
}

const NAMES = { end: '办结', erasure: '删除内容' } as const;

const BEFORE = {
  end: '看完全部来往，同意再确认。确认以后改不了，双方都不能再写。',
  erasure:
    '同意再确认。确认以后，来往、内部记录、文件都删掉，找不回来；只留日子、理由和核对用的哈希。来信人会看到“内容已删除”。',
} as const;

/** What is proposed, in words; undefined where the record does not say what may be proposed of the case as it stands. */
function proposedIn({ proposal, view }: OpenCase): { words: string; ground?: Ground } | undefined {
  const entry = proposal?.entry;
  if (!entry?.ok || entry.content.kind !== 'status') return undefined;
  const { said } = entry.content;
  if (mayErase(view.state))
    return said.status === 'erased'
      ? { words: `理由：${GROUND_WORDS[said.ground]}。`, ground: said.ground }
      : undefined;
  return said.status === 'closed' ? { words: `告诉来信人的话：${said.text}` } : undefined;
}
