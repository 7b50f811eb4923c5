import { type ReactNode, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { CARD_GROUPS, cardOf, differingGroup, readCard } from '#shared/directory/card';
import { recoveryHolders } from '#shared/directory/contract';
import { fingerprintOf } from '#shared/directory/fingerprint';
import { type Office, sameOffice } from '#shared/directory/office';
import { Button, Link } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Receipt } from '../../components/receipt';
import { NotDone, Read } from '../../components/states';
import type { Keys } from '../../platform/keyring';
import { randomBytes } from '../../platform/random';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { holdRecovery } from '../ceremony';
import { CARD_HINT, sayFault } from './card-words';
import { CheckCode } from './check-code';

/** What is being done: a card to be written down, or one typed back; `card` is absent for one written down earlier. */
type Step =
  | { at: 'rest' }
  | { at: 'write'; card: readonly string[] }
  | { at: 'type'; card?: readonly string[] };

/**
 * A recovery holder makes their own key: it is shown to be written on paper, typed back from it, and its public half
 * is registered. The key itself stays nowhere but on the paper.
 */
export function HolderCard({
  office,
  keys,
  onRegistered,
}: {
  office: Office;
  keys: Keys;
  onRegistered: () => void;
}): ReactNode {
  const { reading, again } = useRead(recoveryHolders, { params: office });
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const { busy, problem, act } = useAct();
  const register = async (ikm: Uint8Array): Promise<void> => {
    const outcome = await act(() => holdRecovery(send, office, keys, ikm));
    if (!outcome.ok) return;
    setStep({ at: 'rest' });
    again();
    onRegistered();
  };
  return (
    <>
      <Section title="恢复钥匙的保管卡" />
      <Sheet join="first" pad>
        <Read reading={reading} what="保管卡" again={again}>
          {({ holders }) => {
            const mine = holders.find(
              (one) => one.officer === keys.officer && sameOffice(one.office, office),
            );
            return <Standing recoveryPk={mine?.recoveryPk} />;
          }}
        </Read>
        <Doing step={step} busy={busy} onStep={setStep} onTyped={(ikm) => void register(ikm)} />
      </Sheet>
      <NotDone title="没有登记" problem={problem} />
    </>
  );
}

function Doing({
  step,
  busy,
  onStep,
  onTyped,
}: {
  step: Step;
  busy: boolean;
  onStep: (step: Step) => void;
  onTyped: (ikm: Uint8Array) => void;
}): ReactNode {
  const draw = async (): Promise<void> => {
    onStep({ at: 'write', card: cardOf(await randomBytes(32)) });
  };
  if (step.at === 'rest') {
    return (
      <Box className="mt12">
        <Button kind="second" icon="key" onTap={() => void draw()}>
          做一张新的保管卡
        </Button>
        <Link onTap={() => onStep({ at: 'type' })}>我有抄好的卡，登记到这里</Link>
      </Box>
    );
  }
  const { card } = step;
  if (step.at === 'write')
    return <Write card={step.card} onWritten={() => onStep({ ...step, at: 'type' })} />;
  const back = (): void => onStep(card ? { at: 'write', card } : { at: 'rest' });
  return <Type card={card} busy={busy} onTyped={onTyped} onBack={back} />;
}

function Standing({ recoveryPk }: { recoveryPk: string | undefined }): ReactNode {
  return recoveryPk === undefined ? (
    <Para>
      您还没有登记保管卡。办公室请您保管恢复钥匙，就在这里做一张：抄在纸上，装进信封锁好，和电脑分开放。
    </Para>
  ) : (
    <>
      <Para>
        您登记了保管卡，核对码 <CheckCode code={fingerprintOf(bytesOf(recoveryPk))} />
      </Para>
      <Para className="mute mt8">
        卡只在您的纸上。丢了，或者别人看过，就做一张新的，再请用它的办公室重做钥匙。
      </Para>
    </>
  );
}

/** The card, to be copied by hand: it is shown here and nowhere else. */
function Write({ card, onWritten }: { card: readonly string[]; onWritten: () => void }): ReactNode {
  return (
    <Box className="mt12">
      <Note icon="pen" tone="due" title={`请用笔把这 ${CARD_GROUPS} 组数字抄在纸上`}>
        不要拍照，不要截屏，不要念给别人。抄完要照着纸输回来，对上了才登记。
      </Note>
      <Receipt groups={card} across={2} />
      <Box className="mt12">
        <Button onTap={onWritten}>抄好了，照着纸输回来</Button>
      </Box>
    </Box>
  );
}

function Type({
  card,
  busy,
  onTyped,
  onBack,
}: {
  card: readonly string[] | undefined;
  busy: boolean;
  onTyped: (ikm: Uint8Array) => void;
  onBack: () => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string>();
  const check = (): void => {
    const read = readCard(typed);
    const fault = 'fault' in read ? sayFault(read) : undefined;
    const other = card && differingGroup(card, typed);
    const wrongNow = other === undefined ? fault : `第 ${other} 组和刚才的不一样，请看看是抄错了，还是输错了`;
    setWrong(wrongNow);
    if (!('fault' in read) && wrongNow === undefined) onTyped(read);
  };
  return (
    <Box className="mt12">
      <Field
        area
        label="照着纸上的数字输"
        hint={CARD_HINT}
        value={typed}
        error={wrong}
        max={400}
        disabled={busy}
        onInput={setTyped}
      />
      <Box className="mt12">
        <Button icon="check" off={busy} onTap={check}>
          {busy ? '正在登记' : '核对并登记'}
        </Button>
        {busy ? null : <Link onTap={onBack}>{card ? '再看一遍卡' : '不登记了'}</Link>}
      </Box>
    </Box>
  );
}
