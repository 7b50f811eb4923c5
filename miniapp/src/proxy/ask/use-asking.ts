import { useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { askProxy } from '#shared/proxy/contract';
import { useRollTyping } from '../../components/roll-fields';
import { randomBytes } from '../../platform/random';
import { type Problem, problemOf, send } from '../../platform/request';
import { type Photo, takePhoto } from '../photo';

export const STEPS = 4;

/** What an agent is to the principal, and why the principal cannot come, as most would say it. */
export const RELATIONS = ['夫妻', '父母', '子女', '兄弟姐妹', '别的亲戚', '同村的人'] as const;
export const REASONS = ['在外地打工', '在外地上学', '在外地看病', '别的事在外地'] as const;

const OTHER: string = REASONS[3];

/** A proxy as it is asked for, question by question; the same one sent twice is one. */
export function useAsking(area: AreaCode, onSent: () => void) {
  const typing = useRollTyping();
  const [step, setStep] = useState(1);
  const [relation, setRelation] = useState<string>();
  const [picked, setPicked] = useState<string>();
  const [other, setOther] = useState('');
  const [photo, setPhoto] = useState<Photo>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const last = useRef<{ id: Id; body: string }>(undefined);
  const reason = picked === OTHER ? other.trim() : picked;
  const goTo = (next: number): void => {
    setProblem(undefined);
    setStep(next);
  };
  const photograph = async (): Promise<void> => {
    const taken = await takePhoto();
    if (taken === undefined) return;
    setProblem(taken === 'unreadable' ? problemOf('proxy-paper') : undefined);
    if (taken !== 'unreadable') setPhoto(taken);
  };
  const ask = async (): Promise<void> => {
    if (!relation || !reason || !photo) return;
    setBusy(true);
    setProblem(undefined);
    const { name, idLastSix } = typing;
    const body = { relation, reason, agent: { name, idLastSix }, paper: photo.paper };
    const words = JSON.stringify(body);
    // Other words are another asking.
    if (last.current?.body !== words)
      last.current = { id: Id.parse(toBase64url(await randomBytes(16))), body: words };
    const answer = await send(askProxy, { params: { area, id: last.current.id }, body });
    setBusy(false);
    if (answer.ok) onSent();
    else setProblem(answer.problem);
  };
  const words = { agent: typing.name.trim(), relation, reason };
  const texts = { typing, words, picked, other, setOther, setRelation, setPicked, isOther: picked === OTHER };
  return { ...texts, step, goTo, photo, photograph, problem, busy, ask };
}

export type Asking = ReturnType<typeof useAsking>;
