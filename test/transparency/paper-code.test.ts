import { beforeAll, expect, it } from '@jest/globals';
import { PAPER_PATH, paperCode } from '#shared/transparency/paper-code';
import { setup, type TestCounty } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

async function leadsTo(code: string) {
  const answer = await county.apps.public.request(PAPER_PATH + code);
  return [answer.status, answer.headers.get('location')];
}

it('leads from a printed code to its proof, and from half a code to the page that says so', async () => {
  const code = paperCode(new Uint8Array(32).fill(7), 12);
  expect(await leadsTo(code)).toEqual([302, `/#/transparency/proof/index?code=${code}`]);
  for (const half of ['', code.slice(0, -2), `${code}A`, 'a/b', '%E4%B8%80'])
    expect([half, ...(await leadsTo(half))]).toEqual([half, 302, '/#/transparency/proof/index']);
});
