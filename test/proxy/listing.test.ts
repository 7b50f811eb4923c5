import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { agentLine, isNamed } from '#shared/proxy/listing';
import { Id } from '#shared/ids';
import { freshId } from '#test/setup';

const voter = (name: string, group: string) => ({ entry: Id.parse(freshId()), name, group });
const people = fc
  .uniqueArray(fc.constantFrom('马小军', '王秀芝', '孙福来', '石玉芬', '阿依努尔·买买提江'), { minLength: 3 })
  .map((names) => names.map((name, i) => voter(name, `第${1 + (i % 2)}组`)));
const notice = (html: string, state: 'published' | 'withdrawn' = 'published') => ({
  ...{ id: freshId(), version: 1, publishedAt: 0, changedAt: 0 },
  html,
  state,
});

describe('a list of proxies', () => {
  it('names each principal with their own agent, however its paragraphs are set', () => {
    fc.assert(
      fc.property(people, fc.boolean(), ([agent, other, ...principals], inOne) => {
        const lines = [agentLine(other!, [agent!]), agentLine(agent!, principals)];
        const html = inOne
          ? `<p>名单如下：${lines.join('')}</p>`
          : lines.map((line) => `<p>${line}</p>`).join('\n');
        for (const principal of principals) {
          expect(isNamed(notice(html), { principal, agent: agent! })).toBe(true);
          expect(isNamed(notice(html), { principal, agent: other! })).toBe(false);
          expect(isNamed(notice(html, 'withdrawn'), { principal, agent: agent! })).toBe(false);
        }
        expect(isNamed(notice(html), { principal: other!, agent: agent! })).toBe(false);
      }),
    );
  });

  it('does not name a namesake of another group, nor a name that another begins with', () => {
    const agent = voter('王秀芝', '第1组');
    const html = `<p>${agentLine(agent, [voter('马小军', '第2组')])}</p>`;
    expect(isNamed(notice(html), { agent, principal: voter('马小军', '第3组') })).toBe(false);
    expect(isNamed(notice(html), { agent, principal: voter('马小', '第2组') })).toBe(false);
    expect(
      isNamed(notice(html), { agent: voter('秀芝', '第1组'), principal: voter('马小军', '第2组') }),
    ).toBe(false);
  });
});
