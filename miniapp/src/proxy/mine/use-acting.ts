import { useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Answer } from '#shared/contract';
import {
  answerProxy,
  type myProxies,
  type Proxy,
  type ShownProxy,
  withdrawProxy,
} from '#shared/proxy/contract';
import { type Outcome, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

const NOTHING: ReadonlyMap<Id, Proxy> = new Map();

/** What a person does with proxies: consents, declines, takes one back; each is shown as it then stands. */
export function useActing(area: AreaCode, own: Answer<typeof myProxies>) {
  // It stands in for what was read before it, and gives way to what is read after.
  const [done, setDone] = useState<{ over: typeof own; proxies: ReadonlyMap<Id, Proxy> }>();
  const standing = done?.over === own ? done.proxies : NOTHING;
  const { busy, problem, act } = useAct();
  const take = async (sending: () => Promise<Outcome<Proxy>>): Promise<void> => {
    const outcome = await act(sending);
    if (outcome.ok) setDone({ over: own, proxies: new Map(standing).set(outcome.value.id, outcome.value) });
  };
  const answer = (id: Id, consents: boolean): void =>
    void take(() => send(answerProxy, { params: { area, id }, body: { consents } }));
  const withdraw = (id: Id): void => void take(() => send(withdrawProxy, { params: { area, id }, body: {} }));
  const latest = (shown: ShownProxy): ShownProxy => ({
    ...shown,
    proxy: standing.get(shown.proxy.id) ?? shown.proxy,
  });
  return { busy, problem, answer, withdraw, latest };
}

export type Acting = ReturnType<typeof useActing>;
