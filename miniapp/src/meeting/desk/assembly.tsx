import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { ElectionBody } from '#shared/election/body';
import { sharesOf } from '#shared/meeting/assembly';
import { type Assembly, keepAssembly } from '#shared/meeting/contract';
import type { Listed } from '#shared/meeting/named';
import { dateOfDay, LegalDate } from '#shared/time';
import { Button } from '../../components/button';
import { DoubtsAmong } from '../../components/doubts';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { assemblyText, readAssemblyText } from './assembly-form';

interface Props {
  area: AreaCode;
  body: ElectionBody;
  assembly: Assembly | undefined;
  listed: readonly Listed[] | undefined;
  onKept: (assembly: Assembly) => void;
}

/** A list as it is typed, until it is kept. */
function useTyping({ area, assembly, onKept }: Pick<Props, 'area' | 'assembly' | 'onKept'>) {
  const [text, setText] = useState(assembly ? assemblyText(assembly) : '');
  const [since, setSince] = useState<string>(assembly?.since ?? dateOfDay(today()));
  const [kept, setKept] = useState(false);
  const { busy, problem, act } = useAct();
  const members = readAssemblyText(text);
  const day = LegalDate.safeParse(since).data;
  const keep = async (): Promise<void> => {
    if (!day) return;
    const body = { from: assembly?.revision ?? 0, since: day, members };
    const answer = await act(() => send(keepAssembly, { params: { area }, body }));
    setKept(answer.ok);
    if (answer.ok) onKept(answer.value);
  };
  const change = (set: (text: string) => void) => (words: string) => {
    setKept(false);
    set(words);
  };
  const errorOf = (path: string) => problem?.fields?.find((field) => field.path.startsWith(path))?.message;
  return {
    ...{ text, since, kept, busy, problem, members, day, keep, errorOf },
    setText: change(setText),
    setSince: change(setSince),
  };
}

/** Who makes up the meeting of representatives: its quorum is counted of them, and the law asks two shares. */
export function AssemblyPanel({ body, listed, ...rest }: Props): ReactNode {
  const typing = useTyping(rest);
  const { text, since, kept, busy, problem, members, day, keep, errorOf, setText, setSince } = typing;
  const shares = members.length > 0 && day ? sharesOf({ body, since: day, members }) : [];
  return (
    <>
      <Heading level={2} className="t2">
        代表会议的全体人员
      </Heading>
      <Para className="mute tl">
        {`由${body}成员和代表组成。应到几人按这份名单算，三分之二以上到会才能开。`}
      </Para>
      {kept ? <Note icon="ok" tone="done" title={`存好了，共 ${members.length} 人`} /> : null}
      <NotDone title="没有存" problem={problem} />
      <Field
        area
        rows={12}
        label="每行一个人"
        hint="姓名 组 女；是委员会成员的写“委员”。例如：王秀芝 第2组 女"
        value={text}
        error={errorOf('members')}
        onInput={setText}
      />
      <Field kind="date" label="从哪天起是这些人" value={since} error={errorOf('since')} onInput={setSince} />
      {shares.map(({ holds, sentence }) => (
        <Note key={sentence} icon={holds ? 'ok' : 'warn'} tone={holds ? 'plain' : 'due'}>
          {sentence}
        </Note>
      ))}
      <DoubtsAmong people={members} listed={listed} />
      <Box className="mt12">
        <Button off={busy || members.length === 0 || !day} onTap={() => void keep()}>
          {busy ? '正在存' : `存下这 ${members.length} 人`}
        </Button>
      </Box>
      <Para className="then">存下以后，那天起的代表会议，应到要和这份名单一样多。</Para>
    </>
  );
}
