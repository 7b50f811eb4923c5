import { type ReactNode, useState } from 'react';
import { levelOf } from '#shared/area/code';
import { END_REASONS, type EndReason, endGrant, type HeldGrant } from '#shared/identity/contract';
import { STAFF } from '#shared/identity/role';
import { officeRounds } from '#shared/recommendation/contract';
import { type OfficeRound, standsIn } from '#shared/recommendation/round';
import { dateOfDay, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { KeyValue } from '../../components/desk';
import type { DeskArea } from '../../components/desk-area';
import { Dialog } from '../../components/dialog';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { ROLE_NAMES } from '../../platform/office-entries';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';

/** What a holder is called: whoever founded the county was invited by nobody who could have written a name. */
export function nameOf({ name }: HeldGrant): string {
  return name || '县里的第一位';
}

const REASONS = {
  left: '离任，不再做了',
  moved: '调到别处',
  candidate: '本人要当候选人',
  'phone-lost': '手机丢了，或换了微信',
  mistake: '邀请错了人',
} as const satisfies Record<EndReason, string>;

const isOver = (round: OfficeRound): boolean => standsIn(round, ['counted', 'cancelled']);

/** What the holder still has to hand over, as far as the desk can see it; empty when nothing is open. */
function useOpenDuties({ code: area }: DeskArea, { keys }: HeldGrant): string[] {
  const grants = useSession()?.grants ?? [];
  const seesRounds =
    levelOf(area) === 'village' && grants.some(({ role }) => [...STAFF].some((one) => one === role));
  const { reading } = useRead(officeRounds, seesRounds ? { params: { area } } : undefined);
  const rounds = reading.kind === 'ready' ? reading.value : [];
  const seats = rounds.filter(
    (round) => !isOver(round) && round.plan.trustees.some(({ officer }) => keys.includes(officer)),
  );
  return [
    ...seats.map(({ plan }) => `是“${plan.title}”的受托人，还没有计完数。停了以后，这一轮少一把钥匙。`),
    ...(keys.length > 0
      ? ['名录里有这个人的钥匙。请在“我的钥匙”里重做办公室钥匙，再请县里公布新的名录。']
      : []),
  ];
}

interface Props {
  area: DeskArea;
  holder: HeldGrant;
  /** Of the list the holder was picked from. */
  revision: number;
  onEnded: (name: string) => void;
  again: () => void;
}

/** One who works here: since when, what is open, and the way to end it. */
export function Holder(props: Props): ReactNode {
  const { area, holder } = props;
  const [asking, setAsking] = useState(false);
  const duties = useOpenDuties(area, holder);
  return (
    <>
      <Heading level={2} className="t2">
        {nameOf(holder)}
      </Heading>
      <Box className="mt8">
        <KeyValue name="职务">{ROLE_NAMES[holder.role]}</KeyValue>
        <KeyValue name="哪里">{area.name}</KeyValue>
        <KeyValue name="从哪天起">{sayDate(dateOfDay(holder.since))}</KeyValue>
      </Box>
      <Duties duties={duties} />
      <Box className="row mt16">
        <Button kind="second" onTap={() => setAsking(true)}>
          停掉这个职务
        </Button>
      </Box>
      <Para className="mute tl mt8">有人接替的，先发邀请码；等对方接受了，再停。</Para>
      {asking ? <Ending {...props} duties={duties} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Duties({ duties }: { duties: readonly string[] }): ReactNode {
  if (duties.length === 0) return null;
  return (
    <Note icon="warn" tone="due" title="还有没交接的">
      {duties.map((duty) => (
        <Para key={duty}>{duty}</Para>
      ))}
    </Note>
  );
}

function useEnding({ area, holder, revision, onEnded, again }: Props) {
  const [reason, setReason] = useState<EndReason>();
  const [missing, setMissing] = useState(false);
  const { busy, problem, act } = useAct();
  const choose = (picked: string): void => {
    setReason(END_REASONS.find((one) => one === picked));
    setMissing(false);
  };
  const end = async (): Promise<void> => {
    setMissing(!reason);
    if (!reason) return;
    const { person, role } = holder;
    const body = { from: revision, person, role, reason };
    const answer = await act(() => send(endGrant, { params: { area: area.code }, body }));
    if (answer.ok) onEnded(nameOf(holder));
    else if (answer.problem.code === 'conflict') again();
  };
  return { reason, missing, busy, problem, choose, end };
}

function Ending(props: Props & { duties: readonly string[]; onClose: () => void }): ReactNode {
  const { holder, duties, onClose } = props;
  const { reason, missing, busy, problem, choose, end } = useEnding(props);
  return (
    <Dialog
      title={`停掉${nameOf(holder)}的${ROLE_NAMES[holder.role]}职务`}
      onClose={onClose}
      buttons={
        <>
          <Button kind="second" onTap={onClose}>
            先不停
          </Button>
          <Button off={busy} onTap={() => void end()}>
            {busy ? '正在停' : '停掉'}
          </Button>
        </>
      }
    >
      <Para>各处的登录马上退出，发出去没有用的邀请码一起作废。办过的事都还在。要恢复，再发一次邀请码。</Para>
      <Duties duties={duties} />
      <Box className="mt12">
        <ChoiceList
          one
          label="为什么停"
          choices={END_REASONS.map((id) => ({ id, name: REASONS[id] }))}
          chosen={reason ? [reason] : []}
          onToggle={choose}
        />
      </Box>
      {missing ? <Para className="c-red b mt8">选一样原因</Para> : null}
      <NotDone title="没有停" problem={problem} />
    </Dialog>
  );
}
