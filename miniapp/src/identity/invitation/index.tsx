import { type ReactNode, useState } from 'react';
import { acceptInvitation } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { Button, Dock } from '../../components/button';
import { Field } from '../../components/field';
import { Head, Sheet } from '../../components/head';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { back, go } from '../../platform/navigate';
import { ROLE_NAMES } from '../../platform/office-entries';
import { send } from '../../platform/request';
import { addGrants, useSession } from '../../platform/session';

const LENGTH = 12;

function clean(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z2-9]/g, '')
    .slice(0, LENGTH);
}

function Welcome({ grants }: { grants: readonly Grant[] }): ReactNode {
  const { reading } = useCounty();
  return (
    <Page
      dock={
        <Dock then="办公页面在电脑浏览器里打开，扫码登录。">
          <Button onTap={back}>知道了</Button>
        </Dock>
      }
    >
      <Head title="邀请已接受" />
      <Note icon="ok" tone="done" title="您现在能办这些事" />
      <Sheet join="first">
        {grants.map((grant) => (
          <Row
            key={`${grant.role}${grant.area}`}
            icon="key"
            name={ROLE_NAMES[grant.role]}
            news={reading.kind === 'ready' ? areaName(reading.value, grant.area) : grant.area}
          />
        ))}
      </Sheet>
    </Page>
  );
}

function useInvitation() {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [grants, setGrants] = useState<readonly Grant[]>();
  const accept = async (code: string): Promise<void> => {
    if (code.length < LENGTH) {
      const missing = LENGTH - code.length;
      setError(code === '' ? '请填邀请码' : `少了 ${missing} 个字，邀请码是 ${LENGTH} 个字`);
      return;
    }
    setBusy(true);
    const answer = await send(acceptInvitation, { body: { code } });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.problem.title);
      return;
    }
    addGrants(answer.value.grants);
    setGrants(answer.value.grants);
  };
  return { error, setError, busy, grants, accept };
}

/** Enters a one-time invitation of an office. */
export default function Invitation(): ReactNode {
  const session = useSession();
  const [code, setCode] = useState('');
  const { error, setError, busy, grants, accept } = useInvitation();
  if (grants) return <Welcome grants={grants} />;
  const type = (text: string): void => {
    setCode(clean(text));
    setError(undefined);
  };
  const dock = session ? (
    <Dock then="邀请码只能用一次。用过以后，和您的微信绑在一起。">
      <Button off={busy} onTap={() => void accept(code)}>
        {busy ? '正在核对邀请码' : '接受邀请'}
      </Button>
    </Dock>
  ) : (
    <Dock then="邀请码要和您的微信绑在一起，所以先登录。">
      <Button onTap={() => go('identity/sign-in/index')}>先登录</Button>
    </Dock>
  );
  return (
    <Page dock={dock}>
      <Head title="填邀请码" sub="工作人员用，村民不用填" />
      <Sheet pad join="first">
        <Field
          label="邀请码"
          hint="12 个字，字母和数字，向发邀请的办公室要。"
          value={code}
          onInput={type}
          error={error}
          onDone={() => void accept(code)}
        />
      </Sheet>
    </Page>
  );
}
