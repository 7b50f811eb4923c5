import { type ReactNode, useEffect, useState } from 'react';
import { type Session, signInByWechat } from '#shared/identity/contract';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { type DemoPerson, demoCode, demoPeople } from '../../platform/demo';
import { OFFLINE, type Problem, send } from '../../platform/request';

/** People of the demo county a newcomer may be, or the one of that name; shown only where the site says that it is a demo. */
export function DemoPeople({
  title,
  name,
  onSession,
}: {
  title: string;
  name?: string | undefined;
  onSession: (session: Session, name: string) => void;
}): ReactNode {
  const [people, setPeople] = useState<readonly DemoPerson[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<string>();
  useEffect(() => {
    void demoPeople().then(setPeople);
  }, []);
  const offered = people.filter((one) => name === undefined || one.name === name);
  const be = async ({ person, name: as }: DemoPerson): Promise<void> => {
    setBusy(person);
    const code = await demoCode(person);
    const answer = code === undefined ? undefined : await send(signInByWechat, { body: { code } });
    setBusy(undefined);
    if (answer?.ok) onSession(answer.value, as);
    else setProblem(answer?.problem ?? OFFLINE);
  };
  if (offered.length === 0) return null;
  return (
    <Box className="demo-people">
      <Section title={title} />
      <NotDone title="没有登录" problem={problem} />
      <Sheet join="first">
        {offered.map((one) => (
          <Row
            key={one.person}
            icon="me"
            name={one.name}
            news={busy === one.person ? '正在登录……' : one.what}
            onTap={() => void be(one)}
          />
        ))}
      </Sheet>
    </Box>
  );
}
