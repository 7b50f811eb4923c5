import { type ReactNode, useMemo, useState } from 'react';
import type { Answer } from '#shared/contract';
import { bytesOf } from '#shared/crypto/bytes';
import { type Close, decodeClose } from '#shared/recommendation/close';
import { myRound } from '#shared/recommendation/contract';
import type { PublicRound, RoundPosition } from '#shared/recommendation/round';
import { areConfirmed } from '#shared/recommendation/totals';
import { Button, Dock } from '../../components/button';
import { Head, Section, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { AskByPhone, Failed } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { useSession } from '../../platform/session';
import { sayHour } from '../hour';
import { checkMine, type Standing } from './check-mine';
import { mine, standOf } from './papers';
import { Proofs } from './proofs';
import { NotAVote } from './words';
import { positionName } from '#shared/recommendation/position';

type Flags = Answer<typeof myRound>;

/** Where a round stands, in one sentence. */
export function stateWords(
  { state, opens, closes }: Pick<PublicRound, 'state' | 'opens' | 'closes'>,
  now: number,
): string {
  if (state === 'cancelled') return '这一轮取消了，原因请看公告';
  if (state === 'endorsed' || now < opens) return `${sayHour(opens)} 开始，受托人和选委会都已签名`;
  if (state === 'open' && now < closes) return `正在推荐，${sayHour(closes)} 截止`;
  if (state === 'counted') return '已经计数，合计在下面';
  if (state === 'reported') return '已经数过一遍，等受托人再数一遍';
  return '已经截止，等受托人一起打开';
}

/** After the closing a phone has forgotten what it sent: only that somebody recommended is known. */
const DONE_WORDS = { phone: '您在手机上推荐过', paper: '您在纸上推荐过', no: '您没有推荐' } as const;

function newsOf(
  round: PublicRound,
  position: RoundPosition,
  flags: Flags | undefined,
  isOpen: boolean,
): string {
  const flag = flags?.find((one) => one.position === position.position)?.issued;
  if (!isOpen) return flag === undefined ? '' : DONE_WORDS[flag];
  const stand = standOf(mine(round, position.position));
  if (stand === 'taken') return `已收录，${sayHour(round.closes)} 前能改`;
  if (stand === 'waiting') return '已存好，还没送出';
  if (flag === 'paper') return '已在纸上推荐，手机上不用再推荐';
  if (flag === 'phone') return '在另一部手机上推荐过，请用那部手机改';
  return position.maxNames === 1 ? '还没推荐，推荐 1 人' : `还没推荐，最多推荐 ${position.maxNames} 人`;
}

/** Whether there is anything to do: not for who did it on paper, nor on another phone. */
function mayOpen(round: PublicRound, { position }: RoundPosition, flags: Flags | undefined): boolean {
  const flag = flags?.find((one) => one.position === position)?.issued;
  return standOf(mine(round, position)) !== 'none' || flag === undefined || flag === 'no';
}

function SignInFirst(): ReactNode {
  const session = useSession();
  return session ? (
    <Dock then="对上了就能推荐。只核对，不会记下您推荐谁。">
      <Button onTap={() => go('identity/entry/index')}>先对上选民登记</Button>
    </Dock>
  ) : (
    <Dock then="登录只用来确认您在名单上，送出时不带您的身份。">
      <Button onTap={() => go('identity/sign-in/index')}>登录后推荐</Button>
    </Dock>
  );
}

function Positions({
  round,
  flags,
  isOpen,
  onOpen,
}: {
  round: PublicRound;
  flags: Flags | undefined;
  isOpen: boolean;
  onOpen: ((position: RoundPosition) => void) | undefined;
}): ReactNode {
  return (
    <>
      <Section title="推荐的职位" />
      <Sheet join="first">
        {round.positions.map((position) => (
          <Row
            key={position.position}
            icon="people"
            name={positionName(position.position)}
            news={newsOf(round, position, flags, isOpen)}
            {...(onOpen && mayOpen(round, position, flags) ? { onTap: () => onOpen(position) } : {})}
          />
        ))}
      </Sheet>
    </>
  );
}

/** The figures that a closing fixes: how many, never whose. */
function Figures({ round }: { round: PublicRound }): ReactNode {
  const closings = round.positions.map(({ close }) => close && decodeClose(bytesOf(close)));
  const shown = useMemo(() => areConfirmed(round), [round]);
  if (!closings.some((close) => close)) return null;
  return (
    <>
      <Section title="收到多少" />
      <Sheet join="first">
        {round.positions.map((position, i) => (
          <Row
            key={position.position}
            icon="box"
            name={positionName(position.position)}
            news={figureWords(closings[i] || null, shown ? position.totals : null)}
          />
        ))}
      </Sheet>
      {round.confirmed ? <Confirmed round={round} holds={shown} /> : null}
    </>
  );
}

/** Who counted a second time, or that the signature under the sums is nobody's. */
function Confirmed({ round, holds }: { round: PublicRound; holds: boolean }): ReactNode {
  const { name = '' } = round.trustees[(round.confirmed?.seat ?? 0) - 1] ?? {};
  return holds ? (
    <Note icon="proof" tone="done" title="数过两遍">
      {`办公室数了一遍，受托人${name}在自己的电脑上又数了一遍，一样，签了名。`}
    </Note>
  ) : (
    <Note icon="bad" tone="red" title="合计上的签名核对不上">
      合计先不显示。请打电话问村民选举委员会，或向镇里反映。
    </Note>
  );
}

function figureWords(close: Close | null, totals: PublicRound['positions'][number]['totals']): string {
  if (!close) return '';
  const received = `手机上收到 ${close.records} 份，纸上 ${close.paper} 人`;
  return totals
    ? `${received}。有效 ${totals.valid} 份，空白 ${totals.blank} 份，无效 ${totals.invalid} 份`
    : received;
}

const STANDING = {
  phone: { icon: 'proof', tone: 'done', words: '账上有您：在手机上推荐过，和公布的总账对得上。' },
  paper: { icon: 'proof', tone: 'done', words: '账上有您：在纸上推荐过，和公布的总账对得上。' },
  no: { icon: 'proof', tone: 'off', words: '账上写着您没有推荐，和公布的总账对得上。写得不对请打电话。' },
  wrong: { icon: 'bad', tone: 'red', words: '和公布的总账对不上。请打电话问村民选举委员会，或向镇里反映。' },
} as const;

/** After closing each person may look up their own line, without what they chose. */
function Mine({ round }: { round: PublicRound }): ReactNode {
  const [found, setFound] = useState<Readonly<Record<string, Standing>>>({});
  const [problem, setProblem] = useState<string>();
  const look = async () => {
    for (const position of round.positions) {
      const answer = await checkMine(round, position);
      if (answer.ok) setFound((before) => ({ ...before, [position.position]: answer.value }));
      else setProblem(answer.problem.title);
    }
  };
  return (
    <>
      {round.positions.map(({ position }) => {
        const standing = found[position];
        if (!standing) return null;
        const { icon, tone, words } = STANDING[standing];
        return (
          <Note key={position} icon={icon} tone={tone} title={positionName(position)}>
            {words}
          </Note>
        );
      })}
      {problem ? <Note icon="bad" tone="red" title={problem} /> : null}
      <Sheet pad>
        <Button kind="second" icon="proof" onTap={() => void look()}>
          查我那份算没算
        </Button>
      </Sheet>
    </>
  );
}

function Openers({ round }: { round: PublicRound }): ReactNode {
  return (
    <>
      <Section title="谁来打开" />
      <Sheet join="first">
        {round.trustees.map(({ name }, i) => (
          <Row key={`${name}-${i + 1}`} icon="key" name={name} news="监票受托人" />
        ))}
      </Sheet>
      <Sheet pad>
        <WhatNext
          lines={[
            `${round.trustees.length} 位受托人各拿一把钥匙，${round.k} 位到齐才能打开，截止前谁也打不开。`,
            '计数看得到推荐了谁，看不到是谁推荐的。',
          ]}
        />
        <Para className="mute tl">不会用手机，可以到村委会在纸上推荐，一样算数。</Para>
        <AskByPhone lead="要问" />
      </Sheet>
    </>
  );
}

/** My flags of a round: known, not tied to the roll yet, or why not. */
function useMine(round: PublicRound) {
  const session = useSession();
  const { reading, again } = useRead(
    myRound,
    session ? { params: { area: round.area, round: round.id } } : undefined,
  );
  const code = reading.kind === 'failed' ? reading.problem.code : undefined;
  return {
    flags: reading.kind === 'ready' ? reading.value : undefined,
    mustSignIn: !session || code === 'roll-needed',
    mayGoOn: reading.kind === 'ready' || code === 'offline',
    failed:
      reading.kind === 'failed' && code !== 'roll-needed' && code !== 'offline' ? reading.problem : undefined,
    again,
  };
}

/** A round before one begins: what it is, how far it is, and what I have done in it. */
export function RoundHome({
  round,
  now,
  onOpen,
}: {
  round: PublicRound;
  now: number;
  onOpen: (position: RoundPosition) => void;
}): ReactNode {
  const my = useMine(round);
  const signedIn = useSession() !== undefined;
  const isOpen = round.state === 'open' && round.opens <= now && now < round.closes;
  return (
    <Page dock={isOpen && my.mustSignIn ? <SignInFirst /> : undefined}>
      <Head title={round.title} sub={stateWords(round, now)} />
      {my.failed ? <Failed what="我的推荐" problem={my.failed} again={my.again} /> : null}
      <Positions
        round={round}
        flags={my.flags}
        isOpen={isOpen}
        onOpen={isOpen && my.mayGoOn ? onOpen : undefined}
      />
      <Figures round={round} />
      {signedIn && round.positions.every(({ close }) => close !== null) ? <Mine round={round} /> : null}
      <NotAVote area={round.area} />
      <Openers round={round} />
      <Proofs round={round} />
    </Page>
  );
}
