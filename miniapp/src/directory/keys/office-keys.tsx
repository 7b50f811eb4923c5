import { type ReactNode, useState } from 'react';
import { enrolledOfficers } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { Button } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import { type MadeOffice, makeOffice } from '../ceremony';

/** Who is enrolled for the office, and its common key: made here, sealed to each of their devices. */
export function OfficeKeys({
  office,
  name,
  onMade,
}: {
  office: Office;
  name: string;
  onMade: () => void;
}): ReactNode {
  const { reading, again } = useRead(enrolledOfficers, { params: office });
  const [made, setMade] = useState<MadeOffice>();
  const [problem, setProblem] = useState<Problem>();
  const make = async (): Promise<void> => {
    setProblem(undefined);
    const outcome = await makeOffice(send, office, name);
    if (outcome.ok) {
      setMade(outcome.value);
      onMade();
    } else {
      setProblem(outcome.problem);
    }
    again();
  };
  return (
    <>
      <Section title="办公室的钥匙" />
      <Sheet join="first" pad>
        <Read reading={reading} what="登记的人" again={again}>
          {({ officers }) => (
            <Para>{`登记了 ${officers.length} 人：${officers.map((one) => one.name).join('、')}`}</Para>
          )}
        </Read>
        <Para className="mute mt8">
          做一把新的，锁给上面每个人。有人离开，一定要重做。做好以后，等县里签名公布才生效。
        </Para>
        <Box className="mt12">
          <Button kind="second" icon="key" onTap={() => void make()}>
            做一把新的办公室钥匙
          </Button>
        </Box>
      </Sheet>
      {problem ? (
        <Note icon="bad" tone="red" title="没有做成">
          {problem.title}
        </Note>
      ) : null}
      {made ? <RecoveryCodes made={made} /> : null}
    </>
  );
}

/** The recovery holders' codes: shown once, to be written on three papers for three people. */
function RecoveryCodes({ made }: { made: MadeOffice }): ReactNode {
  return (
    <Note icon="ok" tone="done" title={`第 ${made.epoch} 期办公室钥匙做好了，等县里公布`}>
      <Para>下面三张保管卡请分别抄给三个人，任何两张合起来能救回一封信。关掉就再也看不到。</Para>
      {made.recovery.map((code, i) => (
        <Para key={code} className="mt8">{`第 ${i + 1} 张　${code.replace(/(.{4})(?=.)/g, '$1 ')}`}</Para>
      ))}
    </Note>
  );
}
