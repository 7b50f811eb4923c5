import type { PublishedNotice } from '../notice/notice';
import type { Proxy, Voter } from './contract';

/** A notice as everybody reads it now, as far as proxies are held against it. */
export type ListNotice = Pick<
  PublishedNotice,
  'id' | 'version' | 'state' | 'html' | 'publishedAt' | 'changedAt'
>;

/** How notice 13 writes somebody. */
export const sayVoter = ({ name, group }: Pick<Voter, 'name' | 'group'>): string => `${name}（${group}）`;

/** The sentence of notice 13 about one agent. */
export function agentLine(
  agent: Pick<Voter, 'name' | 'group'>,
  principals: readonly Pick<Voter, 'name' | 'group'>[],
): string {
  return `受委托人${sayVoter(agent)}，委托人${principals.map(sayVoter).join('、')}。`;
}

/** Whether a notice that stands names this principal with this agent, in the words of notice 13. */
export function isNamed(
  { state, html }: ListNotice,
  { principal, agent }: Pick<Proxy, 'principal' | 'agent'>,
): boolean {
  if (state !== 'published') return false;
  const text = html.replace(/<[^>]*>/g, '').replace(/&nbsp;|[\s\u200B-\u200D\u2060\uFEFF]/g, '');
  const begins = `受委托人${sayVoter(agent)}，委托人`.replace(/\s/g, '');
  const wanted = sayVoter(principal).replace(/\s/g, '');
  return text.split('。').some((sentence) => namesIn(sentence, begins).includes(wanted));
}

/** The principals that a sentence names after an agent. */
function namesIn(sentence: string, begins: string): string[] {
  const at = sentence.indexOf(begins);
  return at < 0 ? [] : sentence.slice(at + begins.length).split('、');
}

/**
 * What the published list says of a proxy: nothing; that it counts; nothing any more, though it was put down as listed;
 * or that it counts, though it does not.
 */
export type Listing = 'unnamed' | 'named' | 'dropped' | 'stale';

/** Reads it from the notices as they stand. A later list takes the place of an earlier one that was left as it was. */
export function listingOf(proxy: Proxy, proxies: readonly Proxy[], notices: readonly ListNotice[]): Listing {
  const id = listedIn(proxy);
  const notice = notices.find((one) => one.id === id);
  if (!notice) return 'unnamed';
  const says = isNamed(notice, proxy);
  if (proxy.state === 'listed') return says ? 'named' : 'dropped';
  const isReplaced = proxies.some((other) => {
    const later = other.state === 'listed' && notices.find((one) => one.id === other.notice);
    return later && later.id !== id && later.publishedAt > notice.changedAt && isNamed(later, other);
  });
  return says && !isReplaced ? 'stale' : 'unnamed';
}

/** The notice that a proxy was listed by. */
export function listedIn(proxy: Proxy): ListNotice['id'] | undefined {
  if (proxy.state === 'listed') return proxy.notice;
  return 'wasIn' in proxy ? proxy.wasIn : undefined;
}
