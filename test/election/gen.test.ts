import { it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { EDITIONS } from '#shared/election/editions';
import { PARTY_2020 } from '#shared/election/editions/party-2020';
import { PROVINCIAL } from '#shared/election/editions/provincial';
import type { LegalRule, Measure } from '#shared/election/legal-rule';
const say = (m: Measure) => {
  switch (m.kind) {
    case 'term': return `${m.sense} ${m.days} ${m.from} ${m.of}`;
    case 'share': return `${m.over ? '>' : '>='} ${m.part.join('/')} ${m.of}`;
    case 'count': return `${m.least ?? ''}..${m.most ?? ''}`;
    case 'ban': return 'ban';
  }
};
it('x', () => {
  let out = '';
  const all: [string, Record<string, LegalRule>][] = [...Object.values(EDITIONS).flat().map((e) => [e.name, e.rules] as [string, Record<string, LegalRule>]), ['条例(2020)', PARTY_2020], ['各省', PROVINCIAL]];
  for (const [name, rules] of all) {
    out += `  ${name}\n`;
    for (const [id, r] of Object.entries(rules)) out += `    ${id} | ${r.article} | ${say(r.measure)} | ${r.source}\n`;
  }
  writeFileSync('/tmp/rules-table.txt', out);
});
