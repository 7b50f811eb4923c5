import { useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { askProxy, checkAgent } from '#shared/proxy/contract';
import { type RollTyping, useRollTyping } from '../../components/roll-fields';
import { freshId } from '../../platform/fresh-id';
import { type Problem, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { usePhoto } from '../use-photo';

export const STEPS = 4;

/** What an agent is to the principal, and why the principal cannot come, as most would say it. */
export const RELATIONS = ['夫妻', '父母', '子女', '兄弟姐妹', '别的亲戚', '同村的人'] as const;
export const REASONS = ['在外地打工', '在外地上学', '在外地看病', '别的事在外地'] as const;

const OTHER: string = REASONS[3];

/** Refusals that another agent, or the same one written as on the roll, mends: they stand at the fields of step 1. */
function markAgent(typing: RollTyping, { code, title }: Problem): boolean {
  if (code === 'roll-no-match') {
    typing.mark({ idLastSix: '名单上没有这个姓名和这六位。请照受委托人的身份证核对。' });
    return true;
  }
  const isOther = code === 'proxy-self' || code === 'proxy-candidate' || code === 'proxy-chain';
  if (isOther) typing.mark({ name: title });
  return isOther;
}

/** A proxy as it is asked for, question by question; the same one sent twice is one. */
export function useAsking(area: AreaCode, onSent: () => void) {
  const typing = useRollTyping();
  const [step, setStep] = useState(1);
  const [relation, setRelation] = useState<string>();
  const [picked, setPicked] = useState<string>();
  const [other, setOther] = useState('');
  const { busy, problem, setProblem, act } = useAct();
  const { photo, photograph } = usePhoto(setProblem);
  const found = useRef<string>(undefined);
  const last = useRef<{ id: Id; body: string }>(undefined);
  const reason = picked === OTHER ? other.trim() : picked;
  const agent = { name: typing.name, idLastSix: typing.idLastSix };
  const goTo = (next: number): void => {
    setProblem(undefined);
    setStep(next);
  };
  const refused = (why: Problem): void => {
    if (markAgent(typing, why)) goTo(1);
  };
  const find = async (): Promise<void> => {
    if (!typing.isWhole()) return;
    const key = JSON.stringify(agent);
    // Tries are few: who was found is not looked up again.
    if (found.current !== key) {
      const answer = await act(() => send(checkAgent, { params: { area }, body: { agent } }));
      if (!answer.ok) {
        refused(answer.problem);
        return;
      }
      found.current = key;
    }
    goTo(2);
  };
  const ask = async (): Promise<void> => {
    if (!relation || !reason || !photo) return;
    const body = { relation, reason, agent, paper: photo.paper };
    const words = JSON.stringify(body);
    // Other words are another asking.
    if (last.current?.body !== words) last.current = { id: await freshId(), body: words };
    const { id } = last.current;
    const answer = await act(() => send(askProxy, { params: { area, id }, body }));
    if (answer.ok) onSent();
    else refused(answer.problem);
  };
  const words = { agent: typing.name.trim(), relation, reason };
  const texts = { typing, words, picked, other, setOther, setRelation, setPicked, isOther: picked === OTHER };
  return { ...texts, step, goTo, find, photo, photograph, problem, busy, ask };
}

export type Asking = ReturnType<typeof useAsking>;
