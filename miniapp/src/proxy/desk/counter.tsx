import { type ReactNode, useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { enterProxy, type Proxy } from '#shared/proxy/contract';
import { dateOfDay, LegalDate } from '#shared/time';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para, Picture } from '../../components/native';
import { Note } from '../../components/note';
import { RollFields, useRollTyping } from '../../components/roll-fields';
import { today } from '../../platform/clock';
import { freshId } from '../../platform/fresh-id';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { usePhoto } from '../use-photo';
import './desk.css';

/** What is typed of a paper beside the two names. */
function usePaper() {
  const [relation, setRelation] = useState('');
  const [reason, setReason] = useState('');
  const [day, setDay] = useState<string>(() => dateOfDay(today()));
  const clear = (): void => {
    setRelation('');
    setReason('');
  };
  return { relation, setRelation, reason, setReason, day, setDay, clear };
}

/** Enters a 委托书; the same one sent twice is one. */
function useEntering(area: AreaCode, onTaken: () => void) {
  const [principal, agent, paper] = [useRollTyping(), useRollTyping(), usePaper()];
  const { busy, problem, setProblem, act } = useAct();
  const { photo, photograph, dropPhoto } = usePhoto(setProblem);
  const [taken, setTaken] = useState<Proxy>();
  const last = useRef<{ id: Id; body: string }>(undefined);
  const enter = async (): Promise<void> => {
    setTaken(undefined);
    setProblem(undefined);
    const askedOn = LegalDate.safeParse(paper.day);
    const areWhole = [principal, agent].map((one) => one.isWhole()).every(Boolean);
    if (!areWhole || !askedOn.success) return;
    const named = ({ name, idLastSix }: typeof agent) => ({ name, idLastSix });
    const { relation, reason } = paper;
    const body = {
      ...{ relation, reason, askedOn: askedOn.data, principal: named(principal), agent: named(agent) },
      ...(photo ? { paper: photo.paper } : {}),
    };
    const words = JSON.stringify(body);
    // Other words are another paper.
    if (last.current?.body !== words) last.current = { id: await freshId(), body: words };
    const { id } = last.current;
    const answer = await act(() => send(enterProxy, { params: { area, id }, body }));
    if (!answer.ok) return;
    setTaken(answer.value);
    for (const one of [principal, agent]) one.clear();
    paper.clear();
    dropPhoto();
    onTaken();
  };
  return { principal, agent, paper, photo, problem, taken, busy, enter, photograph };
}

/** A 委托书 that is brought, with both signatures, and its photograph. */
export function AtCounter({ area, onTaken }: { area: AreaCode; onTaken: () => void }): ReactNode {
  const { principal, agent, paper, photo, problem, taken, busy, enter, photograph } = useEntering(
    area,
    onTaken,
  );
  const { relation, reason, day } = paper;
  const isDay = LegalDate.safeParse(day).success;
  const isReady = relation.trim() !== '' && reason.trim().length >= 2 && isDay;
  return (
    <>
      <Heading level={2} className="t2">
        收一份委托书
      </Heading>
      <Para className="mute tl">先看纸上两个人的签名，再照着填。</Para>
      {taken ? (
        <Note icon="ok" tone="done" title={`收下了，第 ${taken.number} 号`}>
          接下来核对。
        </Note>
      ) : null}
      {problem ? (
        <Note icon="bad" tone="red" title="没有收下">
          {problem.fields?.[0]?.message ?? problem.title}
        </Note>
      ) : null}
      <RollFields typing={principal} labels={['委托人姓名', '委托人身份证号后六位']} />
      <RollFields typing={agent} labels={['受委托人姓名', '受委托人身份证号后六位']} />
      <Field label="关系" hint="比如：夫妻、兄弟姐妹" max={20} value={relation} onInput={paper.setRelation} />
      <Field label="为什么来不了" max={100} value={reason} onInput={paper.setReason} />
      <Field
        label="纸上的日期"
        kind="date"
        value={day}
        error={isDay ? undefined : '照纸上的日期填'}
        onInput={paper.setDay}
      />
      {photo ? <Picture className="proxy-paper" src={photo.src} label="委托书的照片" /> : null}
      <Box className="mt12">
        <Button kind="second" icon="photo" onTap={() => void photograph()}>
          {photo ? '换一张照片' : '传委托书的照片'}
        </Button>
      </Box>
      <Box className="mt8">
        <Button off={busy || !isReady} onTap={() => void enter()}>
          {busy ? '正在收' : '收下这份委托书'}
        </Button>
      </Box>
      <Para className="then">没有照片也能收，纸请存好。照片只有本村选举委员会能看。</Para>
    </>
  );
}
