import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract';
import { checkRoll } from '#shared/roll/contract';
import { Button, Dock } from '../../../components/button';
import { ForVillager, SignInFirst } from '../../../components/for-villager';
import { Head } from '../../../components/head';
import { Box, Para } from '../../../components/native';
import { Note } from '../../../components/note';
import { Page } from '../../../components/page';
import { RollFields, useRollTyping } from '../../../components/roll-fields';
import { AskByPhone, NotDone } from '../../../components/states';
import { send } from '../../../platform/request';
import type { Village } from '../../../platform/settings';
import { useAct } from '../../../platform/use-act';

const TITLE = '替家人查';

/** Looks up whether somebody of the family stands on the published roll: the group, and nothing else. */
export default function FamilyPage(): ReactNode {
  return (
    <ForVillager title={TITLE} signedOut={<SignedOut />}>
      {(village) => <LookUp village={village} />}
    </ForVillager>
  );
}

function SignedOut(): ReactNode {
  return (
    <SignInFirst title={TITLE} sub="查家里老人在不在名单上" then="不要手机号。登录是为了不让人一个一个去试。">
      <Para>不想登录，也可以看村里公告栏张贴的名单。</Para>
    </SignInFirst>
  );
}

function useLookUp({ code: area }: Village) {
  const typing = useRollTyping();
  const [found, setFound] = useState<Answer<typeof checkRoll> & { name: string }>();
  const { busy, problem, setProblem, act } = useAct();
  const lookUp = async (): Promise<void> => {
    setProblem(undefined);
    setFound(undefined);
    if (!typing.isWhole()) return;
    const { name, idLastSix } = typing;
    const answer = await act(() => send(checkRoll, { params: { area }, body: { name, idLastSix } }));
    if (answer.ok) setFound({ ...answer.value, name: name.trim() });
  };
  return { typing, problem, found, busy, lookUp };
}

function LookUp({ village }: { village: Village }): ReactNode {
  const { typing, problem, found, busy, lookUp } = useLookUp(village);
  return (
    <Page
      dock={
        <Dock then="只查一次，不绑定，不保存身份证号。一小时可以查 5 次。">
          <Button off={busy} onTap={() => void lookUp()}>
            {busy ? '正在查' : '查一查'}
          </Button>
        </Dock>
      }
    >
      <Head title={TITLE} sub={`${village.town}${village.name}公布的名单`} />
      <NotDone title="没有查成" problem={problem} />
      {found ? <Found {...found} /> : null}
      <RollFields typing={typing} labels={['家人的姓名', '家人身份证号后六位']} />
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
