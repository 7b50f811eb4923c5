import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { takeObjection } from '#shared/objection/contract';
import { dateOfDay, LegalDate, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading } from '../../components/native';
import { Note } from '../../components/note';
import { today } from '../../platform/clock';
import { problemOf, send } from '../../platform/request';
import { useDraft } from '../draft';
import { Fields } from '../fields';

/** An objection that somebody brings, or brought on a day before. */
export function AtCounter({ area, onTaken }: { area: AreaCode; onTaken: () => void }): ReactNode {
  const [day, setDay] = useState<string>(() => dateOfDay(today()));
  const writing = useDraft(async (id, text) => {
    const receivedOn = LegalDate.safeParse(day);
    if (!receivedOn.success) return { ok: false, problem: problemOf('invalid') };
    const body = { receivedOn: receivedOn.data, text };
    const answer = await send(takeObjection, { params: { area, id }, body });
    if (answer.ok) onTaken();
    return answer;
  });
  const { sent, problem, busy, file } = writing;
  return (
    <>
      <Heading level={2} className="t2">
        记一条当面提的
      </Heading>
      {sent ? (
        <Note icon="ok" tone="done" title={`记下了，第 ${sent.number} 号`}>
          {`请告诉本人：${sayDate(sent.due)}（含当天）前作出决定，会公布。`}
        </Note>
      ) : null}
      {problem ? (
        <Note icon="bad" tone="red" title="没有记下">
          {problem.fields?.[0]?.message ?? problem.title}
        </Note>
      ) : null}
      <Fields writing={writing} />
      <Box className="mt12">
        <Field label="哪天收到的" kind="date" value={day} onInput={setDay} />
      </Box>
      <Box className="mt12">
        <Button off={busy} onTap={() => void file()}>
          {busy ? '正在记' : '记下这条异议'}
        </Button>
      </Box>
    </>
  );
}
