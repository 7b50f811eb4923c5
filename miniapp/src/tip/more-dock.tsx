import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { Button, Dock } from '../components/button';
import { Field } from '../components/field';
import { Box, Words } from '../components/native';
import { isUnsettled } from '../platform/acknowledged';
import type { Chosen } from '../platform/chosen';
import type { Problem } from '../platform/request';
import { FewFiles } from './files';
import { Sending } from './sending-bar';
import type { Progress } from './use-following';

interface More {
  readonly text: string;
  readonly onInput: (text: string) => void;
  /** What goes with it. */
  readonly files: readonly Chosen[];
  readonly onFiles: (files: readonly Chosen[]) => void;
  readonly sending: boolean;
  readonly progress: Progress | undefined;
  readonly problem: Problem | undefined;
  readonly onStop: () => void;
  /** Whether it arrived. */
  readonly onSend: (text: string) => Promise<boolean>;
}

/** Room to write more, while the letter is being dealt with. */
export function MoreDock(more: More): ReactNode {
  const { text, onInput, files, onFiles, sending, progress, problem, onStop, onSend } = more;
  const [empty, setEmpty] = useState(false);
  const [sent, setSent] = useState(false);
  const unsettled = isUnsettled(problem);
  const send = async (): Promise<void> => {
    const blank = text.trim() === '';
    setEmpty(blank);
    if (blank) return;
    const arrived = await onSend(text.trim());
    setSent(arrived);
    if (arrived) onInput('');
    if (arrived) onFiles([]);
  };
  return (
    <Dock
      line={problem ? <Words className="c-red">{problem.title}</Words> : null}
      then={sent ? '刚才写的已经送到，在上面。' : null}
    >
      <Field
        area
        bare
        label="再补充几句"
        placeholder="再补充几句"
        value={text}
        max={MAX_TEXT}
        rows={2}
        disabled={sending || unsettled}
        error={empty ? '先写几句，再送出' : undefined}
        onInput={onInput}
      />
      <FewFiles files={files} disabled={sending || unsettled} onChange={onFiles} />
      <Box className="mt8">
        {sending ? (
          <Sending progress={progress} words="正在加锁，再送出……" onStop={onStop} />
        ) : (
          <Button icon="lock" onTap={() => void send()}>
            {unsettled ? '再送一次' : '密封并送出'}
          </Button>
        )}
      </Box>
    </Dock>
  );
}
