import { type ReactNode, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { LOSSES, type Loss, readAsk } from '#shared/recovery/ask';
import { readRecovery, type RecoveryView } from '#shared/recovery/contract';
import { LOSS_WORDS, nameOfAgreed, namesOf } from '#shared/recovery/words';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone, Read } from '../../components/states';
import { TimelineStep } from '../../components/timeline';
import { isUnanswered, isUnsettled } from '../../platform/acknowledged';
import { useRead } from '../../platform/read';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import type { OpenCase } from '../opening';
import {
  lostIn,
  type Regained,
  regain,
  sealBack,
  type SealedBack,
  sendBack,
  sendRequest,
  signRequest,
  takeBackRequest,
} from '../recovering';
import type { Acting } from '../saying';
import { sayDay } from '../words';

/** What can be done for letters that none of this device's keys open; nothing where all are open. */
export function RecoverCase(acting: Acting): ReactNode {
  const lost = lostIn(acting.open);
  return lost.length === 0 ? null : <Recovering {...acting} lost={lost.length} />;
}

function Recovering({ lost, ...acting }: Acting & { lost: number }): ReactNode {
  const params = { ...acting.office, case: acting.open.view.case };
  const { reading, again } = useRead(readRecovery, { params });
  return (
    <Box className="desk-pad">
      <Note icon="lock" tone="due" inset title={`这封信有 ${lost} 条，您的钥匙打不开`}>
        <Para>
          是用办公室以前的钥匙封的。先问同事：谁的电脑还打得开，请他在“我的钥匙”里把以前的钥匙交给您。
        </Para>
        <Para>谁都打不开了，才请保管人救回。救回以前不要转办：转走以后就救不回来了。</Para>
      </Note>
      <Read reading={reading} what="救回的进度" again={again}>
        {({ recovery }) =>
          recovery ? <Asked {...acting} view={recovery} again={again} /> : <Ask {...acting} onAsked={again} />
        }
      </Read>
    </Box>
  );
}

/** Asking: why the keys are gone, and nothing else; it is signed once and sent again as it is. */
function Ask({ open, office, keys, onAsked }: Acting & { onAsked: () => void }): ReactNode {
  const [loss, setLoss] = useState<Loss>();
  const [missing, setMissing] = useState(false);
  const [pending, setPending] = useState<{ ask: string }>();
  const { busy, problem, act } = useAct();
  const ask = async (): Promise<void> => {
    setMissing(loss === undefined);
    if (loss === undefined) return;
    const outcome = await act(async () => {
      const body = pending ?? (await signRequest(open, office, keys, loss));
      setPending(body);
      return sendRequest(open, office, body);
    });
    if (outcome.ok) onAsked();
    else if (!isUnanswered(outcome.problem)) setPending(undefined);
  };
  return (
    <Box className="mt12">
      <Box className="b">钥匙为什么打不开了</Box>
      <ChoiceList
        one
        label="钥匙为什么打不开了"
        choices={LOSSES.map((id) => ({ id, name: LOSS_WORDS[id] }))}
        chosen={loss ? [loss] : []}
        onToggle={(id) => setLoss(LOSSES.find((one) => one === id))}
      />
      {missing ? <Para className="tl c-due b mt8">先选一个原因。</Para> : null}
      <Para className="tl mute mt8">
        三位保管人里两位同意，公开日志会记下一笔，谁都看得到有这么一次，看不出是谁的信。来信人也会看到。
      </Para>
      <Box className="mt12">
        <Button icon="key" off={busy} onTap={() => void ask()}>
          {busy ? '正在送出' : '请保管人救回'}
        </Button>
      </Box>
      <NotDone title="没有请成" problem={problem} />
    </Box>
  );
}

/** How far it has come, and what is to be done here. */
function Asked({ view, again, ...acting }: Acting & { view: RecoveryView; again: () => void }): ReactNode {
  const { busy, problem, act } = useAct();
  const back = async (): Promise<void> => {
    const outcome = await act(() => takeBackRequest(acting.open, acting.office, view));
    if (outcome.ok) again();
  };
  const isReady = view.parts.length === 2;
  return (
    <Box className="mt12">
      <Progress view={view} />
      {isReady ? (
        <Finish {...acting} view={view} />
      ) : (
        <Box className="mt12">
          <Button onTap={again}>看看有没有新进度</Button>
        </Box>
      )}
      <Box className="mt8">
        <Button kind="second" off={busy} onTap={() => void back()}>
          撤回，不救了
        </Button>
      </Box>
      <NotDone title="没有撤回" problem={problem} />
    </Box>
  );
}

function Progress({ view }: { view: RecoveryView }): ReactNode {
  const { holders, agreed, parts, use } = view;
  const ask = readAsk(bytesOf(view.ask));
  const who = agreed.map((one) => ({ name: nameOfAgreed(one), recoveryPk: one.recoveryPk }));
  const given = who.filter(({ recoveryPk }) => parts.some((part) => part.recoveryPk === recoveryPk));
  const state = (done: boolean, before: boolean) => (done ? 'done' : before ? 'now' : 'later');
  return (
    <Box className="flow" role="list">
      <TimelineStep number={1} state="done">
        <Box className="b">请保管人救回</Box>
        <Box className="tl mute">{ask ? `${sayDay(ask.day)}，${LOSS_WORDS[ask.loss]}` : ''}</Box>
      </TimelineStep>
      <TimelineStep number={2} state={state(use !== undefined, true)}>
        <Box className="b">两位保管人同意</Box>
        <Box className="tl">{who.length > 0 ? `${namesOf(who)}同意了` : '还没有人同意'}</Box>
        {use ? null : <Box className="tl mute">{whomToRing(holders, who)}</Box>}
      </TimelineStep>
      <TimelineStep number={3} state={state(parts.length === 2, use !== undefined)}>
        <Box className="b">公开日志记下，两位各交出自己的一份</Box>
        <Box className="tl">
          {given.length > 0
            ? `${namesOf(given)}交了`
            : use
              ? '日志一般两分钟记下，记下以后才能交'
              : '同意以后再交'}
        </Box>
      </TimelineStep>
      <TimelineStep number={4} state={state(false, parts.length === 2)}>
        <Box className="b">您打开，封给新的钥匙</Box>
        <Box className="tl mute">保管人自己看不到信</Box>
      </TimelineStep>
    </Box>
  );
}

/** Who may still agree, and how many of them it takes. */
function whomToRing(
  holders: RecoveryView['holders'],
  agreed: readonly { readonly recoveryPk: string }[],
): string {
  const others = holders.filter(({ recoveryPk }) => agreed.every((one) => one.recoveryPk !== recoveryPk));
  const names = namesOf(others);
  return agreed.length === 0
    ? `请打电话给${names}，要其中两位打开“我的钥匙”，签名同意`
    : `还差一位。请打电话给${names}，要其中一位打开“我的钥匙”，签名同意`;
}

/** Opens what was handed on and seals it anew, in one go; what was sealed is sent again as it is. */
function Finish({ open, office, keys, onDone, view }: Acting & { view: RecoveryView }): ReactNode {
  const [found, setFound] = useState<Regained>();
  const [pending, setPending] = useState<SealedBack>();
  const { busy, problem, act } = useAct();
  const finish = async (): Promise<void> => {
    const outcome = await act(async (): Promise<Outcome<OpenCase | undefined>> => {
      if (pending) return sendBack(open, office, keys, pending);
      const regained = await regain(open, office, keys, view);
      if (!regained.ok) return regained;
      setFound(regained.value);
      if (!isEnough(regained.value)) return { ok: true, value: undefined };
      const sealed = await sealBack(regained.value, office, keys);
      if (!sealed.ok) return sealed;
      setPending(sealed.value);
      return sendBack(open, office, keys, sealed.value);
    });
    if (!outcome.ok && !isUnsettled(outcome.problem)) setPending(undefined);
    if (outcome.ok && outcome.value) onDone(outcome.value);
  };
  return (
    <Box className="mt12">
      <Button icon="key" off={busy} onTap={() => void finish()}>
        {busy ? '正在打开' : pending ? '再送一次' : '打开，封给新的钥匙'}
      </Button>
      {found && !isEnough(found) ? <NotGiven found={found} /> : null}
      <NotDone title="没有办成" problem={problem} />
    </Box>
  );
}

/** A wrong part can still be handed on rightly: nothing is sealed without those letters. */
function isEnough({ given, wrong }: Regained): boolean {
  return given > 0 && wrong.length === 0;
}

/** Why the letters do not open, and who can do something about it. */
function NotGiven({ found: { wrong, lost } }: { found: Regained }): ReactNode {
  if (wrong.length > 0) {
    return (
      <Note icon="bad" tone="red" inset title={`${wrong.join('、')}交来的一份打不开`}>
        <Para>多半是拿错了卡。请给本人打电话，请他换对的卡再交一次；另一位的没有问题。</Para>
      </Note>
    );
  }
  return lost > 0 ? (
    <Note icon="bad" tone="red" inset title="这封信救不回来了">
      <Para>
        来信人说信里的事和保管人所在的办公室有关，封信时没有给任何保管人留钥匙。他们打不开，别人也打不开。请撤回，把这封信打不开的情况报上级；来信人可以另写一封。
      </Para>
    </Note>
  ) : (
    <Note icon="bad" tone="red" inset title="两份都对，还是打不开">
      <Para>来信人的手机封信时就没有封好。请撤回，等来信人另写一封。</Para>
    </Note>
  );
}
