import type { Proxy, ShownProxy } from './contract';

/** The proxies that notice 13 may name: checked by an officer, and the agent no candidate. */
export function listable(shown: readonly ShownProxy[]): Proxy[] {
  return shown.flatMap(({ proxy, agentStands }) =>
    !agentStands && (proxy.state === 'checked' || proxy.state === 'listed') ? [proxy] : [],
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

/** The text of notice 13, 委托投票名单公告: agents with their principals, and no reason of anybody's. */
export function proxiesNotice(shown: readonly ShownProxy[], basis: string): string {
  const lines = byAgent(listable(shown)).map((held) => {
    const agent = held[0]?.agent;
    const principals = held.map(({ principal }) => `${principal.name}（${principal.group}）`).join('、');
    return `受委托人${agent?.name ?? ''}（${agent?.group ?? ''}），委托人${principals}。`;
  });
  return [`根据${basis}，现将委托投票的委托人和受委托人名单公布如下：`, ...lines].join('\n');
}
