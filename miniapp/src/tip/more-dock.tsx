import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { Button, Dock, Link } from '../components/button';
import { Field } from '../components/field';
import { Box, Words } from '../components/native';
import { isUnsettled } from '../platform/acknowledged';
import type { Chosen } from '../platform/chosen';
import type { Progress } from '../platform/enclosing';
import type { Problem } from '../platform/request';
import { goesOnWords, Sending } from '../components/sending-bar';
import type { Halted } from './use-following';

interface More {
  readonly text: string;
  readonly onInput: (text: string) => void;
  /** What goes with it. */
  readonly files: readonly Chosen[];
  readonly onFiles: (files: readonly Chosen[]) => void;
  /** Leads to where they are chosen. */
  readonly onChooseFiles: () => void;
  readonly sending: boolean;
  readonly progress: Progress | undefined;
  readonly problem: Problem | undefined;
  /** How the last try ended, where it did not arrive. */
  readonly halted: Halted | undefined;
  readonly onStop: () => void;
  /** Whether it arrived. */
  readonly onSend: (text: string) => Promise<boolean>;
}

/** What is said where somebody sends files and no word with them. */
const FILES_ALONE = '请看照片和文件。';

/** Room to write more, while the letter is being dealt with. */
export function MoreDock(more: More): ReactNode {
  const { text, onInput, files, onFiles, sending, progress, problem, halted, onStop, onSend } = more;
  const [empty, setEmpty] = useState(false);
  const [sent, setSent] = useState(false);
  const unsettled = isUnsettled(problem);
  const send = async (): Promise<void> => {
    const words = text.trim() === '' && files.length > 0 ? FILES_ALONE : text.trim();
    setEmpty(words === '');
    if (words === '') return;
    const arrived = await onSend(words);
    setSent(arrived);
    if (arrived) onInput('');
    if (arrived) onFiles([]);
  };
  return (
    <Dock
      line={whyNot(problem, halted)}
      then={sending ? null : sent ? '刚才写的已经送到，在上面。' : leftWords(halted)}
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
      {sending || unsettled ? null : (
        <Link icon="file" onTap={more.onChooseFiles}>
          {files.length > 0 ? `一起送的照片和文件：${files.length} 个` : '加照片、录音、文件'}
        </Link>
      )}
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

/** Why what was written is not sent yet. */
function whyNot(problem: Problem | undefined, halted: Halted | undefined): ReactNode {
  if (problem) return <Words className="c-red">{problem.title}</Words>;
  return halted?.stopped ? <Words className="c-due b">先停下了，还没有送出。</Words> : null;
}

function leftWords(halted: Halted | undefined): string | null {
  return halted && halted.progress.done > 0 ? goesOnWords(halted.progress) : null;
}
