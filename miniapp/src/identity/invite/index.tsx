import { type ReactNode, useRef, useState } from 'react';
import { invite } from '#shared/identity/contract';
import { INVITERS, type Role, ROLES } from '#shared/identity/role';
import { mayInvite } from '#shared/identity/rules';
import type { Id } from '#shared/ids';
import { sayMoment } from '#shared/time';
import { Button, Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { DeskShell, KeyValue } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Empty, NotDone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { ROLE_NAMES } from '../../platform/office-entries';
import { freshId } from '../../platform/fresh-id';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';

const PAGE = 'identity/invite/index';

/** Makes a one-time code by which somebody takes up a role. */
export default function Invite(): ReactNode {
  return (
    <ForArea title="邀请" page={PAGE} roles={INVITERS} levels={['county', 'town', 'village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

interface Made {
  code: string;
  until: number;
  role: Role;
  name: string;
}

interface Errors {
  role?: string;
  name?: string;
}

function useInviting({ code: area }: DeskArea) {
  const [role, setRole] = useState<Role>();
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const { busy, problem, act } = useAct();
  const [made, setMade] = useState<Made>();
  // Kept until it has become a code, so that a second try is the same invitation and not another.
  const id = useRef<Id>(undefined);
  const change = (part: { role?: Role | undefined; name?: string }): void => {
    if (part.role !== undefined) setRole(part.role);
    if (part.name !== undefined) setName(part.name);
    setErrors({});
    id.current = undefined;
  };
  const make = async (): Promise<void> => {
    const to = name.trim();
    setErrors({
      ...(role ? {} : { role: '选一样职务' }),
      ...(to === '' ? { name: '写上给谁' } : {}),
    });
    if (!role || to === '') return;
    const answer = await act(async () => {
      id.current ??= await freshId();
      return send(invite, { params: { area }, body: { id: id.current, role, name: to } });
    });
    if (!answer.ok) return;
    setMade({ ...answer.value, role, name: to });
    setName('');
    id.current = undefined;
  };
  return { role, name, errors, problem, busy, made, change, make };
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const inviting = useInviting(area);
  const { made } = inviting;
  const grants = useSession()?.grants ?? [];
  const roles = ROLES.filter((one) => mayInvite(grants, one, area.code).ok);
  return (
    <DeskShell
      title={`邀请·${area.name}`}
      current="identity/staff/index"
      backTo="人员"
      actions={area.elsewhere ? <Link onTap={area.elsewhere}>换一个地方</Link> : undefined}
      side={made ? <Code made={made} place={area.name} /> : <Steps />}
    >
      {roles.length === 0 ? (
        <Empty title="这里不能由您邀请">办案人员只给自己的办公室邀请同事。请换到自己的办公室。</Empty>
      ) : (
        <Form inviting={inviting} roles={roles} />
      )}
    </DeskShell>
  );
}

function Form({
  inviting: { role, name, errors, problem, busy, change, make },
  roles,
}: {
  inviting: ReturnType<typeof useInviting>;
  roles: readonly Role[];
}): ReactNode {
  return (
    <Box className="desk-pad">
      <NotDone title="没有做成" problem={problem} />
      <Heading level={2} className="t2">
        给什么职务
      </Heading>
      <Box className="mt8">
        <ChoiceList
          one
          label="给什么职务"
          choices={roles.map((one) => ({ id: one, name: ROLE_NAMES[one] }))}
          chosen={role ? [role] : []}
          onToggle={(picked) => change({ role: roles.find((one) => one === picked) })}
        />
      </Box>
      {errors.role ? <Para className="c-red b mt8">{errors.role}</Para> : null}
      <Box className="mt16">
        <Field
          label="给谁"
          hint="写进这里的人员名单，只有管这里人员的人看得到。"
          value={name}
          max={40}
          error={errors.name}
          onInput={(text) => change({ name: text })}
        />
      </Box>
      <Box className="row mt16">
        <Button off={busy} onTap={() => void make()}>
          {busy ? '正在做邀请码' : '做一个邀请码'}
        </Button>
      </Box>
    </Box>
  );
}

/** What happens with a code. */
function Steps(): ReactNode {
  return (
    <>
      <Heading level={2} className="t2">
        做好以后
      </Heading>
      <WhatNext
        lines={[
          '把邀请码当面交给本人，或者打电话念。不要发到群里。',
          '本人用自己的微信登录，在“我的”里点“填邀请码”。',
          '用过一次就作废；没有用，7 天后作废。',
        ]}
      />
    </>
  );
}

/** Reads a code aloud more easily: ABCD EFGH JKLM. */
function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

function Code({ made, place }: { made: Made; place: string }): ReactNode {
  return (
    <>
      <Note icon="ok" tone="done" title="邀请码做好了">
        离开这一页就看不到了。没有交出去，再做一个就行。
      </Note>
      <Box className="t0 mt16">{inFours(made.code)}</Box>
      <Box className="mt8">
        <KeyValue name="给谁">{made.name}</KeyValue>
        <KeyValue name="职务">{ROLE_NAMES[made.role]}</KeyValue>
        <KeyValue name="哪里">{place}</KeyValue>
        <KeyValue name="有效到">{sayMoment(made.until)}</KeyValue>
      </Box>
      <Box className="mt24">
        <Steps />
      </Box>
    </>
  );
}
