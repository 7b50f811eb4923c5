import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { ChoiceList, toggled } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Box, Heading, Para } from '../../components/native';
import { go } from '../../platform/navigate';
import { useSession } from '../../platform/session';
import type { Acting } from '../saying';
import { layPaper, type NotesHere } from './paper';

interface Props extends Pick<Acting, 'open' | 'office'> {
  /** The notes as they stand beside the letter; undefined where they are another office's. */
  notes?: NotesHere;
}

/** The way from an opened case to its paper. */
export function PrintCase(props: Props): ReactNode {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Heading level={2} className="t2 mt16">
        纸上的
      </Heading>
      <Box className="mt8">
        <Button kind="second" icon="print" onTap={() => setAsking(true)}>
          打印这封信……
        </Button>
      </Box>
      {isAsking ? <Choose {...props} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** What may be left out of the paper; both are left out unless they are asked for. */
const NAME = { id: 'name', name: '来信人留的姓名和电话', more: '不是非用不可，就不要印' };
const NOTES = { id: 'notes', name: '内部记录', more: '谁经办、怎么处置、记的话' };

function Choose({ open, office, notes, onClose }: Props & { onClose: () => void }): ReactNode {
  const session = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choices = [...(open.first?.name ? [NAME] : []), ...(notes ? [NOTES] : [])];
  const lay = (): void => {
    layPaper({
      open,
      office,
      notes: chosen.includes('notes') ? notes : undefined,
      withName: chosen.includes('name'),
      printedBy: session?.name ?? '',
    });
    onClose();
    go('casework/print/index');
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        先不印
      </Button>
      <Button icon="print" onTap={lay}>
        看纸样
      </Button>
    </>
  );
  return (
    <Dialog title="打印这封信" onClose={onClose} buttons={buttons}>
      <Para>来往的信、办理的每一步、随信文件的名字，都印在纸上。纸样只在这台电脑上做，什么也不送出去。</Para>
      {choices.length > 0 ? (
        <>
          <Box className="lab mt12">另外要印的</Box>
          <ChoiceList
            label="另外要印的"
            choices={choices}
            chosen={chosen}
            onToggle={(id) => setChosen(toggled(chosen, id))}
          />
        </>
      ) : null}
      <Para className="tl c-due b mt8">印出来的纸谁拿到谁能看，锁不住。印完在打印机旁等着拿走。</Para>
    </Dialog>
  );
}
