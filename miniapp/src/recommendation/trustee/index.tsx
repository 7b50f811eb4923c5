import type { ReactNode } from 'react';
import { STAFF } from '#shared/identity/role';
import { officeRounds } from '#shared/recommendation/contract';
import { POSITIONS } from '#shared/recommendation/position';
import { COMMITTEE_SEAT, type OfficeRound, standsIn } from '#shared/recommendation/round';
import { Button } from '../../components/button';
import { DeskShell, KeyValue } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Box, Heading, Para } from '../../components/native';
import { Pill } from '../../components/pill';
import { Empty, NotDone, Read } from '../../components/states';
import { type Keys, lockKeys, useKeys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';
import { Totals } from '../desk/totals';
import { committeeSigned, givenBy, STATE_WORDS } from '../desk/words';
import { sayHour } from '../hour';
import { giveConfirmation, giveEndorsement, giveKeys, giveRelease, seatOf } from './acts';
import { officeHere, Unlock } from './unlock';

const PAGE = 'recommendation/trustee/index';

interface Act {
  button: string;
  busy: string;
  /** What it does and who can see what then. */
  means: string;
  run: typeof giveKeys;
}

const KEYS: Act = {
  button: '造这一轮的钥匙',
  busy: '正在造钥匙……',
  means: '在这个浏览器里造一把新钥匙，只交出公开的一半。以后交钥匙也要用这个浏览器。',
  run: giveKeys,
};
const ENDORSE: Act = {
  button: '核对无误，签名',
  busy: '正在核对签名……',
  means: '电脑会再核对一遍名单和您的钥匙，再签名。少一个签名都不会开始。',
  run: giveEndorsement,
};
const RELEASE: Act = {
  button: '交出钥匙',
  busy: '正在交出钥匙……',
  means: '交出以后收不回来。够数以后，办公室能打开每一份推荐，看得到推荐了谁，看不到是谁推荐的。',
  run: giveRelease,
};
const CONFIRM: Act = {
  button: '再数一遍，一样就签名',
  busy: '正在一份一份打开核对……',
  means: '电脑会自己取回每一份，打开再数一遍。和报送的一样才签名公布，不一样就不签。',
  run: giveConfirmation,
};

/** What this seat must do now; undefined when it has done its part or is not asked. */
function actOf(round: OfficeRound, seat: number): Act | undefined {
  const { kind } = round.state;
  if (seat === COMMITTEE_SEAT) return kind === 'endorsing' && !committeeSigned(round) ? ENDORSE : undefined;
  if (kind === 'reported') return CONFIRM;
  if (givenBy(round, seat).done) return undefined;
  if (kind === 'draft') return KEYS;
  if (kind === 'endorsing') return ENDORSE;
  return kind === 'closed' || kind === 'counting' ? RELEASE : undefined;
}

function waitsForMe(round: OfficeRound, keys: Keys): boolean {
  const seat = seatOf(round, keys);
  return seat !== undefined && actOf(round, seat) !== undefined;
}

function Doing({
  round,
  seat,
  keys,
  again,
}: {
  round: OfficeRound;
  seat: number;
  keys: Keys;
  again: () => void;
}): ReactNode {
  const { busy, problem, act } = useAct();
  const asked = actOf(round, seat);
  if (!asked) return null;
  const run = async () => {
    await act(() => asked.run(send, round, seat, keys));
    again();
  };
  return (
    <>
      <NotDone title="没有办成" problem={problem} />
      <Para className="mt8">{asked.means}</Para>
      <Box className="row mt8">
        <Button icon="key" off={busy} onTap={() => void run()}>
          {busy ? asked.busy : asked.button}
        </Button>
      </Box>
    </>
  );
}

/** One round as this person must see it before signing. */
function MyRound({ round, keys, again }: { round: OfficeRound; keys: Keys; again: () => void }): ReactNode {
  const seat = seatOf(round, keys);
  const { plan, state } = round;
  const { word, tone, icon, next } = STATE_WORDS[state.kind];
  if (seat === undefined) return null;
  return (
    <Box className="per desk-pad">
      <Box className="row">
        <Heading level={2} className="t2 grow">
          {plan.title}
        </Heading>
        <Pill icon={icon} tone={tone}>
          {word}
        </Pill>
      </Box>
      <KeyValue name="您是">{seat === COMMITTEE_SEAT ? '村选委会签名人' : `第 ${seat} 位受托人`}</KeyValue>
      <KeyValue name="职位">
        {plan.positions
          .map(({ position, maxNames }) => `${POSITIONS[position]}最多 ${maxNames} 人`)
          .join('，')}
      </KeyValue>
      <KeyValue name="时间">{`${sayHour(plan.opens)} 到 ${sayHour(plan.closes)}`}</KeyValue>
      <KeyValue name="名单">{`选民 ${plan.electorate} 人，可推荐 ${plan.eligible} 人`}</KeyValue>
      <KeyValue name="打开">
        {`${plan.trustees.map(({ name }) => name).join('、')}，${plan.trustees.length} 位里要 ${plan.k} 位`}
      </KeyValue>
      {standsIn(round, ['reported', 'counted']) ? <Totals round={round} totals={round.state.totals} /> : null}
      {actOf(round, seat) ? null : (
        <Para className="mute mt8">{`现在不用您做什么。${state.kind === 'counting' ? '钥匙够了，等办公室计数、报送合计。' : next}`}</Para>
      )}
      <Doing key={state.kind} round={round} seat={seat} keys={keys} again={again} />
    </Box>
  );
}

function Rounds({ village, keys }: { village: DeskArea; keys: Keys }): ReactNode {
  const { reading, again } = useRead(officeRounds, { params: { area: village.code } });
  return (
    <Read reading={reading} what="各轮推荐" again={again}>
      {(rounds) => {
        const mine = rounds.filter((round) => seatOf(round, keys) !== undefined);
        if (mine.length === 0)
          return <Empty title="没有要您签名的">换届办开一轮并选您当受托人以后，这里会有。</Empty>;
        return [...mine]
          .sort(
            (a, b) =>
              Number(waitsForMe(b, keys)) - Number(waitsForMe(a, keys)) || b.plan.opens - a.plan.opens,
          )
          .map((round) => <MyRound key={round.id} round={round} keys={keys} again={again} />);
      }}
    </Read>
  );
}

function Desk({ village }: { village: DeskArea }): ReactNode {
  const person = useSession()?.person ?? '';
  const office = officeHere(person, village);
  const keys = useKeys(person, office);
  return (
    <DeskShell
      title={`受托人·${village.name}`}
      sub="推荐不是投票"
      current={PAGE}
      actions={
        keys ? (
          <Button kind="second" icon="lock" onTap={lockKeys}>
            锁上钥匙
          </Button>
        ) : undefined
      }
    >
      {keys ? <Rounds village={village} keys={keys} /> : <Unlock person={person} office={office} />}
    </DeskShell>
  );
}

/** What a trustee or the committee's signer must do: make keys, sign, release. The keys stay in this browser. */
export default function TrusteeDesk(): ReactNode {
  return (
    <ForArea title="受托人" page={PAGE} roles={['trustee', ...STAFF]} levels={['village']}>
      {(village) => <Desk key={village.code} village={village} />}
    </ForArea>
  );
}
