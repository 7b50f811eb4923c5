import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract';
import { checkRoll } from '#shared/roll/contract';
import { Button, Dock } from '../../../components/button';
import { Field } from '../../../components/field';
import { Head, Sheet } from '../../../components/head';
import { Box, Para } from '../../../components/native';
import { NoVillage } from '../../../components/no-village';
import { Note } from '../../../components/note';
import { Page } from '../../../components/page';
import { AskByPhone } from '../../../components/states';
import { go } from '../../../platform/navigate';
import { type Problem, send } from '../../../platform/request';
import { useSession } from '../../../platform/session';
import { useSettings, type Village } from '../../../platform/settings';

const TITLE = '替家人查';

/** Looks up whether somebody of the family stands on the published roll: the group, and nothing else. */
export default function FamilyPage(): ReactNode {
  const session = useSession();
  const { village } = useSettings();
  if (!village) {
    return (
      <Page>
        <NoVillage title={TITLE} />
      </Page>
    );
  }
  return session ? <LookUp key={session.person} village={village} /> : <SignedOut />;
}

function SignedOut(): ReactNode {
  return (
    <Page
      dock={
        <Dock then="不要手机号。登录是为了不让人一个一个去试。">
          <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
        </Dock>
      }
    >
      <Head title={TITLE} sub="查家里老人在不在名单上" />
      <Sheet pad join="first">
        <Para>不想登录，也可以看村里公告栏张贴的名单。</Para>
      </Sheet>
    </Page>
  );
}

interface Errors {
  name?: string;
  idLastSix?: string;
}

function check(name: string, idLastSix: string): Errors {
  return {
    ...(name.trim() === '' ? { name: '还没有填姓名' } : {}),
    ...(/^\d{5}[\dX]$/.test(idLastSix) ? {} : { idLastSix: '要填 6 位，只有最后一位可以是字母 X' }),
  };
}

function useLookUp({ code: area }: Village) {
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<Problem>();
  const [found, setFound] = useState<Answer<typeof checkRoll> & { name: string }>();
  const [busy, setBusy] = useState(false);
  const lookUp = async (name: string, idLastSix: string): Promise<void> => {
    const wrong = check(name, idLastSix);
    setErrors(wrong);
    setProblem(undefined);
    setFound(undefined);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    const answer = await send(checkRoll, { params: { area }, body: { name, idLastSix } });
    setBusy(false);
    if (answer.ok) setFound({ ...answer.value, name: name.trim() });
    else setProblem(answer.problem);
  };
  return { errors, problem, found, busy, lookUp };
}

function LookUp({ village }: { village: Village }): ReactNode {
  const [name, setName] = useState('');
  const [idLastSix, setId] = useState('');
  const { errors, problem, found, busy, lookUp } = useLookUp(village);
  return (
    <Page
      dock={
        <Dock then="只查一次，不绑定，不保存身份证号。一小时可以查 5 次。">
          <Button off={busy} onTap={() => void lookUp(name, idLastSix)}>
            {busy ? '正在查' : '查一查'}
          </Button>
        </Dock>
      }
    >
      <Head title={TITLE} sub={`${village.town}${village.name}公布的名单`} />
      {problem ? (
        <Note icon="bad" tone="red" title="没有查成">
          {problem.title}
        </Note>
      ) : null}
      {found ? <Found {...found} /> : null}
      <Sheet pad join="first">
        <Field
          label="家人的姓名"
          hint="和身份证上一样"
          value={name}
          max={40}
          onInput={setName}
          error={errors.name}
        />
        <Field
          label="家人身份证号后六位"
          hint="最后一位是字母 X 的也要填"
          kind="id"
          value={idLastSix}
          max={6}
          onInput={(text) => setId(text.toUpperCase().replace(/[^0-9X]/g, ''))}
          error={errors.idLastSix}
        />
      </Sheet>
    </Page>
  );
}

function Found({ name, groups }: { name: string; groups: readonly string[] }): ReactNode {
  if (groups.length > 0) {
    return <Note icon="ok" tone="done" title={`${name}在公布的名单上，${groups.join('、')}`} />;
  }
  return (
    <Note icon="warn" tone="due" title={`公布的名单上没有找到${name}`}>
      <Box>先核对姓名和后六位。应当有的，可以替家人提异议，或者打电话。</Box>
      <AskByPhone lead="问村民选举委员会" />
    </Note>
  );
}
