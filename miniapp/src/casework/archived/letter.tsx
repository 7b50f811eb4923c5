import type { ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import { KeyValue } from '../../components/desk';
import { Button } from '../../components/button';
import { Box, Heading } from '../../components/native';
import { Note } from '../../components/note';
import { Thread } from '../../components/thread';
import { NoteList } from '../case/notes';
import { linesOf } from '../case/thread-lines';
import { PrintCase } from '../print/choose';
import { factsOf } from '../print/record';
import { caseLabel, titleOf } from '../words';
import type { ReadCase } from './read-case';

/** A letter out of an archive, as the desk showed it; nothing is done with it any more. */
export function ArchivedLetter({
  read: { open, notes, holds },
  office,
  onBack,
}: {
  read: ReadCase;
  office: Office;
  onBack: () => void;
}): ReactNode {
  const facts = factsOf({ open, office, notes, withName: true, printedBy: '' });
  return (
    <>
      <Button kind="second" icon="left" onTap={onBack}>
        回到档案
      </Button>
      <Heading level={2} className="t2 mt16">
        {titleOf(open.first, 24) ?? caseLabel(open.view.case)}
      </Heading>
      {holds ? null : (
        <Note icon="bad" tone="red" inset title="这一封有核对不上的，下面标着">
          没有标的，签字和先后都对。
        </Note>
      )}
      {facts.map(([name, value]) => (
        <KeyValue key={name} name={name}>
          {value}
        </KeyValue>
      ))}
      <Box className="mt16">
        <Thread lines={linesOf(open)} />
      </Box>
      {notes ? (
        <>
          <Heading level={2} className="t2 mt16">
            内部记录
          </Heading>
          <NoteList notes={notes.of} names={notes.names} />
        </>
      ) : null}
      <PrintCase open={open} office={office} {...(notes && { notes })} />
    </>
  );
}
