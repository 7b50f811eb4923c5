import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { RollEntry } from '#shared/roll/contract';
import { endTie, UNTIE_REASONS, type UntieReason } from '#shared/slip/contract';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Box, Heading, Para } from '../../components/native';
import { NotDone } from '../../components/states';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

const REASONS = {
  'phone-lost': { name: '换了微信，或者手机丢了', more: '本人来说过，证件看过' },
  'wrong-person': { name: '绑错了人', more: '现在绑着的不是本人' },
} as const satisfies Record<UntieReason, { name: string; more: string }>;

interface Props {
  area: AreaCode;
  entry: RollEntry;
  /** Of the tie that is seen, and no later one. */
  mark: Id;
  onUntied: () => void;
}

/** Ends the tie of somebody of the roll, so that another WeChat can be theirs. */
export function Untie(props: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  return (
    <Box className="mt16">
      <Heading level={3} className="t3">
        {`${props.entry.name}已经绑定了微信`}
      </Heading>
      <Para className="mute tl">换了微信或者绑错了，先解除，再做一张纸条。</Para>
      <Box className="mt8">
        <Button kind="second" onTap={() => setAsked(true)}>
          解除绑定
        </Button>
      </Box>
      {asked ? <Ask {...props} onClose={() => setAsked(false)} /> : null}
    </Box>
  );
}

function Ask({
  area,
  entry: { entry, name },
  mark,
  onUntied,
  onClose,
}: Props & { onClose: () => void }): ReactNode {
  const [reason, setReason] = useState<UntieReason>();
  const { busy, problem, act } = useAct();
  const end = async (): Promise<void> => {
    if (!reason) return;
    const params = { area, entry };
    const answer = await act(() => send(endTie, { params, body: { reason, mark } }));
    if (!answer.ok) return;
    onClose();
    onUntied();
  };
  return (
    <Dialog
      title={`解除${name}的绑定`}
      onClose={onClose}
      buttons={
        <>
          <Button kind="second" onTap={onClose}>
            不解除
          </Button>
          <Button kind="danger" off={busy || !reason} onTap={() => void end()}>
            {busy ? '正在解除' : '解除，记下原因'}
          </Button>
        </>
      }
    >
      <NotDone title="没有解除" problem={problem} />
      <Para>现在绑着的那个微信，马上看不到这一条登记。领过的推荐凭证不作废，也不会再发一次。</Para>
      <Box className="mt12">
        <ChoiceList
          one
          label="为什么解除"
          choices={UNTIE_REASONS.map((id) => ({ id, ...REASONS[id] }))}
          chosen={reason ? [reason] : []}
          onToggle={(picked) => setReason(UNTIE_REASONS.find((one) => one === picked))}
        />
      </Box>
    </Dialog>
  );
}
