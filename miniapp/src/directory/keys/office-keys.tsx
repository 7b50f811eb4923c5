import { type ReactNode, useEffect, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { enrolledOfficers, myOfficeKeys } from '#shared/directory/contract';
import { HOLDERS } from '#shared/directory/holder';
import type { Office } from '#shared/directory/office';
import { Button } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone, Read } from '../../components/states';
import type { Keys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import { type Outcome, type Problem, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { handOn, heldKeys, lacking, makeOffice } from '../ceremony';
import { RecoveryHolders } from './recovery-holders';

interface Own {
  office: Office;
  keys: Keys;
}

interface Props extends Own {
  name: string;
  /** How often one enrolled on this page: each time the office reads otherwise. */
  enrolled: number;
  /** How often one registered a recovery key on this page. */
  holding: number;
  onMade: () => void;
}

const WHEN = '做一把新的，锁给上面每个人。有人离开，一定要重做。做好以后，等县里签名公布才生效。';

/** Who is enrolled for the office, and its common key: made here, sealed to each of their devices. */
export function OfficeKeys({ name, enrolled, holding, onMade, ...own }: Props): ReactNode {
  const { reading, again } = useRead(enrolledOfficers, { params: own.office });
  useEffect(() => {
    if (enrolled > 0) again();
  }, [again, enrolled]);
  const [made, setMade] = useState<number>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const making = useAct();
  const giving = useAct();
  const make = async (): Promise<void> => {
    const outcome = await making.act(() => makeOffice(send, own.office, name, chosen.map(bytesOf)));
    if (outcome.ok) {
      setMade(outcome.value.epoch);
      onMade();
      await giving.act(() => giveHeld(own));
    }
    again();
  };
  return (
    <>
      <Section title="办公室的钥匙" />
      <Sheet join="first" pad>
        <Read reading={reading} what="登记的人" again={again}>
          {({ officers, listed }) => (
            <>
              <Para>{`登记了 ${officers.length} 人：${officers.map((one) => one.name).join('、')}`}</Para>
              <Changed officers={officers} listed={listed} />
              {giving.busy ? null : <Older key={enrolled} own={own} officers={officers} />}
            </>
          )}
        </Read>
        <Para className="mute mt8">{WHEN}</Para>
        <RecoveryHolders key={holding} office={own.office} chosen={chosen} onChosen={setChosen} />
        <Box className="mt12">
          <Button
            kind="second"
            icon="key"
            off={chosen.length < HOLDERS || making.busy || giving.busy}
            onTap={() => void make()}
          >
            {making.busy ? '正在做' : '做一把新的办公室钥匙'}
          </Button>
        </Box>
      </Sheet>
      <NotDone title="没有做成" problem={making.problem} />
      {giving.problem ? <NotHandedOn problem={giving.problem} /> : null}
      {made === undefined ? null : <Made epoch={made} />}
    </>
  );
}

function Made({ epoch }: { epoch: number }): ReactNode {
  return (
    <Note icon="ok" tone="done" title={`第 ${epoch} 期办公室钥匙做好了，等县里公布`}>
      请县里在“我的钥匙”里签名公布。公布以前，来信还锁给原来的钥匙。
    </Note>
  );
}

function NotHandedOn({ problem }: { problem: Problem }): ReactNode {
  return (
    <Note icon="bad" tone="red" title="新的做好了，以前的钥匙没有交出去">
      <Para>{problem.title}</Para>
      <Para>同事还打不开以前的信。请点上面的“把以前的钥匙交给他们”，再交一次。</Para>
    </Note>
  );
}

/** Hands on whatever these keys open to everybody of the office who lacks it. */
async function giveHeld({ office, keys }: Own): Promise<Outcome<unknown>> {
  const held = await heldKeys(send, office, keys);
  return held.ok ? handOn(send, office, held.value) : held;
}

interface Enrolled {
  id: number;
  name: string;
  handles: boolean;
}

/** What the newest entry says otherwise than who works here now: new letters go by the entry until it is made anew. */
function Changed({
  officers,
  listed,
}: {
  officers: readonly Enrolled[];
  listed: readonly number[];
}): ReactNode {
  const gone = listed.filter((id) => !officers.some((one) => one.id === id)).length;
  const came = officers.filter((one) => one.handles && !listed.includes(one.id));
  if (listed.length === 0 || gone + came.length === 0) return null;
  return (
    <Note icon="warn" tone="due" title="人变了，办公室钥匙还没有换">
      {gone > 0 ? (
        <Para>{`现在的钥匙还锁给 ${gone} 个已经离开的人，或者换掉的电脑。新来的信他们手里的钥匙也打得开，请马上重做一把。`}</Para>
      ) : null}
      {came.length > 0 ? (
        <Para>{`${came.map((one) => one.name).join('、')}还打不开新来的信，重做一把就能打开。`}</Para>
      ) : null}
    </Note>
  );
}

/** Who cannot open the cases of earlier keys, and handing those on to them. */
function Older({ own, officers }: { own: Own; officers: readonly Enrolled[] }): ReactNode {
  const { reading, again } = useRead(myOfficeKeys, { params: own.office });
  const { busy, problem, act } = useAct();
  if (reading.kind !== 'ready') return null;
  const { epoch, keys: mine } = reading.value;
  if (mine.length === 0) {
    return epoch === 0 ? null : (
      <Note icon="wait" tone="off" title="办公室的钥匙还没有交给您，您打不开信">
        请同事打开“我的钥匙”，点“把以前的钥匙交给他们”。
      </Note>
    );
  }
  const waiting = lacking(mine, officers);
  if (waiting.length === 0) return null;
  const give = async (): Promise<void> => {
    const given = await act(() => giveHeld(own));
    if (given.ok) again();
  };
  return (
    <Note icon="key" tone="due" title={`${waiting.map((one) => one.name).join('、')}打不开以前的信`}>
      <Para>以前的钥匙没有锁给他们现在的电脑。您打得开，可以交给他们。</Para>
      <Box className="mt8">
        <Button kind="second" icon="key" off={busy} onTap={() => void give()}>
          把以前的钥匙交给他们
        </Button>
      </Box>
      {problem ? <Para className="mt8">{problem.title}</Para> : null}
    </Note>
  );
}
