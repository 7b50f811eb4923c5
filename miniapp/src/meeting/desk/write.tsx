import { type ReactNode, useState } from 'react';
import type { ElectionBody } from '#shared/election/body';
import type { Assembly, Minutes } from '#shared/meeting/contract';
import type { Listed } from '#shared/meeting/named';
import type { Held } from '#shared/meeting/reckon';
import { dateOfDay } from '#shared/time';
import { Button } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { Doubts } from '../../components/doubts';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import type { Problem } from '../../platform/request';
import { MinutesFields } from './fields';
import { emptyForm, formOf, type MinutesForm, readForm } from './form';
import { Reckoned } from './reckoned';
import { useMinutes } from './use-minutes';

interface Props {
  body: ElectionBody;
  /** The draft to go on with, or the signed minutes to correct. */
  before: Minutes | undefined;
  shell: Omit<Parameters<typeof DeskShell>[0], 'children' | 'side'>;
  area: Parameters<typeof useMinutes>[0];
  /** Who makes up the meeting of representatives, where that is kept. */
  assembly: Assembly | undefined;
  /** The roll that stands, once it is read. */
  listed: readonly Listed[] | undefined;
  onDone: (minutes: Minutes) => void;
  onLeave: () => void;
}

/** Writing minutes, with what they come to beside them. */
export function WriteMinutes({
  body,
  before,
  shell,
  area,
  assembly,
  listed,
  onDone,
  onLeave,
}: Props): ReactNode {
  const [form, setForm] = useState(() =>
    before ? formOf(before.text) : emptyForm(body, dateOfDay(today()), assembly),
  );
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const writing = useMinutes(area, onDone);
  const { text, errors } = readForm(form, body, before && before.state !== 'draft' ? undefined : assembly);
  const correcting = before && before.state !== 'draft' ? before : undefined;
  const short = correcting !== undefined && reason.trim().length < 4;
  const shown = new Map([...(tried ? errors : []), ...serverErrors(writing.problem)]);
  const store = () => {
    setTried(true);
    if (!text || short) return;
    void (correcting ? writing.correct(correcting, text, reason) : writing.draft(before, text));
  };
  const change = (part: Partial<MinutesForm>) => setForm((now) => ({ ...now, ...part }));
  const side = (
    <Side
      held={text && { body, text }}
      listed={listed}
      wrong={tried ? errors.size : 0}
      problem={writing.problem}
      off={writing.busy}
      correction={correcting && { reason, setReason, wrong: tried && short }}
      onStore={store}
      onLeave={onLeave}
    />
  );
  return (
    <DeskShell {...shell} side={side}>
      <Box className="desk-pad desk-form">
        <MinutesFields form={form} errors={shown} body={body} change={change} />
      </Box>
    </DeskShell>
  );
}

interface SideProps {
  listed: readonly Listed[] | undefined;
  held: Held | undefined;
  /** How many fields are to be mended. */
  wrong: number;
  problem: Problem | undefined;
  off: boolean;
  correction: { reason: string; setReason: (reason: string) => void; wrong: boolean } | undefined;
  onStore: () => void;
  onLeave: () => void;
}

function Side({ held, listed, wrong, problem, off, correction, onStore, onLeave }: SideProps): ReactNode {
  return (
    <>
      <Heading level={2} className="t2">
        算下来
      </Heading>
      {held ? <Reckoned held={held} /> : <Para className="mute">填好人数和票数，这里马上算出来。</Para>}
      {held ? <Doubts held={held} listed={listed} /> : null}
      {wrong > 0 ? <Note icon="bad" tone="red" title={`有 ${wrong} 处要改`} /> : null}
      <NotDone title="没有存" problem={problem} />
      {correction ? (
        <Field
          area
          rows={3}
          label="为什么更正"
          value={correction.reason}
          max={200}
          error={correction.wrong ? '写明为什么更正，至少 4 个字' : undefined}
          onInput={correction.setReason}
        />
      ) : null}
      <Box className="row mt12">
        <Button off={off} onTap={onStore}>
          {correction ? '存下更正' : '存草稿'}
        </Button>
        <Button kind="second" onTap={onLeave}>
          不存了
        </Button>
      </Box>
      <Para className="then">
        {correction
          ? '原来签名的那一份会留着，能看这份记录的人都看得到改过什么。'
          : '草稿只有办公室看得到，签名以前都能改。'}
      </Para>
    </>
  );
}

function serverErrors(problem: Problem | undefined): (readonly [string, string])[] {
  return (problem?.fields ?? []).map(({ path, message }) => [path.replace(/^text\./, ''), message] as const);
}
