import type { ReactNode } from 'react';
import { wordsOf } from '#shared/tip/content';
import { Button } from '../../components/button';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { confirmEnd, takeBack } from '../closing';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';

/** What is proposed as the end of the case, and the second officer's part in it. */
export function Proposed({ open, office, keys, onDone }: Acting): ReactNode {
  const { busy, problem, act } = useAct();
  const entry = open.proposal?.entry;
  if (!entry) return null;
  const run = async (work: () => Promise<Outcome<OpenCase>>): Promise<void> => {
    const outcome = await act(work);
    if (outcome.ok) onDone(outcome.value);
  };
  const isMine = entry.ok && entry.signerId === keys.officer;
  return (
    <Box className="desk-pad">
      <Note icon="people" tone="due" inset title="有人提出办结，等第二个人确认">
        {entry.ok && entry.content.kind === 'status' ? (
          <Para>{`告诉来信人的话：${wordsOf(entry.content)}`}</Para>
        ) : (
          <Para>提出的这一条核对不上，不要确认，请撤回。</Para>
        )}
        <Para>
          {isMine
            ? '您提出的，要另一名办理人员在自己的电脑上确认。'
            : '看完全部来往，同意再确认。确认以后改不了，双方都不能再写。'}
        </Para>
      </Note>
      {isMine || !entry.ok ? null : (
        <Box className="mt8">
          <Button off={busy} icon="ok" onTap={() => void run(() => confirmEnd(open, office, keys))}>
            签字确认办结
          </Button>
        </Box>
      )}
      <Box className="mt8">
        <Button kind="second" off={busy} onTap={() => void run(() => takeBack(open, office, keys))}>
          撤回，接着核实
        </Button>
      </Box>
      <NotDone title="没有办成" problem={problem} />
    </Box>
  );
}
