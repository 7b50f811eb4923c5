import type { Answer, Contract, Sent } from '#shared/contract';
import { endSession, renewSession, type Session, signInByWechat } from '#shared/identity/contract';
import type { Result } from '#shared/result';
import type { Send } from './sender';

/** People of the demo at their phones: each signs in once, by the ordinary route. */
export interface Sessions {
  /** The person's session, fresh enough for the clock. */
  of: (person: string) => Promise<Session>;
  /** Renews it, so that grants just taken up stand in it. */
  renew: (person: string) => Promise<Session>;
  /** Sends what must succeed, as a person. */
  must: <C extends Contract>(contract: C, input: Sent<C>, person: string) => Promise<Answer<C>>;
  /** Signs everybody out. */
  end: () => Promise<void>;
}

/** Seconds before its end when a session is renewed. */
const MARGIN = 30;

/** Sessions over a sender; `login` answers what `wx.login` would on the person's phone. */
export function openSessions(
  send: Send,
  clock: { readonly now: number },
  login: (person: string) => string,
): Sessions {
  const open = new Map<string, Session>();

  const keep = (person: string, session: Session): Session => {
    open.set(person, session);
    return session;
  };
  const signIn = async (person: string) =>
    keep(person, valueOf(signInByWechat, await send(signInByWechat, { body: { code: login(person) } })));
  const renew = async (person: string) => {
    const session = open.get(person);
    if (!session) return signIn(person);
    const renewed = await send(renewSession, { body: { refresh: session.refresh } });
    return renewed.ok ? keep(person, renewed.value) : signIn(person);
  };
  const of = async (person: string) => {
    const session = open.get(person);
    return session && session.until - MARGIN > clock.now ? session : renew(person);
  };
  return {
    of,
    renew,
    async must(contract, input, person) {
      const answer = await send(contract, input, (await of(person)).access);
      const isStale = !answer.ok && answer.error.code === 'sign-in-stale';
      return valueOf(contract, isStale ? await send(contract, input, (await signIn(person)).access) : answer);
    },
    async end() {
      for (const { refresh } of open.values()) await send(endSession, { body: { refresh } });
      open.clear();
    },
  };
}

/** The value; the demo's own data being refused is a bug. */
function valueOf<T>(contract: Contract, result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${contract.method} ${contract.path}: ${JSON.stringify(result.error)}`);
}
