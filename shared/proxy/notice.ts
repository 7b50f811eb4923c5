import type { Proxy, ShownProxy, Voter } from './contract';
import { agentLine } from './listing';

/** The proxies that notice 13 may name: checked by an officer, and the agent no candidate. */
export function listable<T extends ShownProxy>(shown: readonly T[]): T[] {
  return shown.filter(
    ({ proxy, agentStands }) => !agentStands && (proxy.state === 'checked' || proxy.state === 'listed'),
  );
}

/** Each agent with the proxies they hold, by the number of the first. */
export function byAgent(proxies: readonly Proxy[]): Proxy[][] {
  const agents = new Map<string, Proxy[]>();
  for (const proxy of [...proxies].sort((a, b) => a.number - b.number)) {
    const held = agents.get(proxy.agent.entry);
    if (held) held.push(proxy);
    else agents.set(proxy.agent.entry, [proxy]);
  }
  return [...agents.values()];
}

/** Agents with their principals, by name and group and no more. */
export function publishedNames(shown: readonly ShownProxy[]) {
  const named = ({ name, group }: Voter) => ({ name, group });
  return byAgent(shown.map(({ proxy }) => proxy)).flatMap((held) =>
    held[0]
      ? [{ agent: named(held[0].agent), principals: held.map(({ principal }) => named(principal)) }]
      : [],
  );
}

/** The text of notice 13, 委托投票名单公告: agents with their principals, and no reason of anybody's. */
export function proxiesNotice(shown: readonly ShownProxy[], basis: string): string {
  const lines = publishedNames(listable(shown)).map(({ agent, principals }) => agentLine(agent, principals));
  return [`根据${basis}，现将委托投票的委托人和受委托人名单公布如下：`, ...lines].join('\n');
}
