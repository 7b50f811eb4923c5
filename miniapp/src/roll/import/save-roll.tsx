import { type ReactNode, useState } from 'react';
import type { RollHead } from '#shared/roll/contract';
import { Button } from '../../components/button';
import type { DeskArea } from '../../components/desk-area';
import { Box } from '../../components/native';
import { readEntries } from '../../platform/roll-entries';
import { saveRoll } from './files';

/** Saves the roll that stands as a workbook; how far it is, and why not, stands in place of the button. */
export function SaveRoll({ area, head }: { area: DeskArea; head: RollHead }): ReactNode {
  const [words, setWords] = useState('');
  const save = async (): Promise<void> => {
    const entries = await readEntries(area.code, head, setWords);
    if (!entries.ok) {
      setWords(entries.problem.title);
      return;
    }
    await saveRoll(area.name, head.version, entries.value);
    setWords('');
  };
  if (words !== '') {
    return (
      <Box role="status" live className="tl mute">
        {words}
      </Box>
    );
  }
  return (
    <Button kind="second" icon="save" onTap={() => void save()}>
      下载名单
    </Button>
  );
}
