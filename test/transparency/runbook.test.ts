import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from '@jest/globals';
import { LOCAL } from '#local/database';
import { type CandidateText, publishCandidates, readCandidates } from '#shared/candidate/contract';
import { eraseNotice, withdrawNotice } from '#shared/notice/contract';
import { LegalDate } from '#shared/time';
import { leafProof, loggedDocument } from '#shared/transparency/contract';
import { planAndReach } from '#test/election/reach';
import { published } from '#test/notice/writing';
import { COUNTY, setup, VILLAGE } from '#test/setup';

const RUNBOOK = readFileSync('docs/runbooks/deploy.md', 'utf8');

it('lists every erased notice, and no other, by the command that the runbook names for a restore', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const above = await county.staff('county', COUNTY);
  const [erased, withdrawn] = [
    await published(county, clerk, VILLAGE),
    await published(county, clerk, VILLAGE),
  ];
  await published(county, clerk, VILLAGE);
  const body = { revision: 2, reason: '正文里写了公民个人信息' };
  await county.must(eraseNotice, { params: { area: VILLAGE, id: erased }, body }, above);
  await county.must(withdrawNotice, { params: { area: VILLAGE, id: withdrawn }, body }, clerk);
  const [, table] = /dynamodb scan .*--table-name sunshine-trial-(\w+)/.exec(RUNBOOK)!;
  const [, FilterExpression] = /--filter-expression "(.*?)"/.exec(RUNBOOK)!;
  const [, values] = /--expression-attribute-values '(.*?)'/.exec(RUNBOOK)!;
  const [, ProjectionExpression] = /--projection-expression (\S+)/.exec(RUNBOOK)!;
  const client = new DynamoDBClient({ ...LOCAL, endpoint: county.wiring.endpoint });
  const { Items } = await client.send(
    new ScanCommand({
      TableName: `${county.wiring.tablePrefix}${table}`,
      ConsistentRead: true,
      FilterExpression: FilterExpression!,
      ExpressionAttributeValues: JSON.parse(values!),
      ProjectionExpression: ProjectionExpression!,
    }),
  );
  client.destroy();
  expect(Items).toEqual([{ PK: { S: `VILLAGE#${VILLAGE}` }, SK: { S: `NOTICE#${erased}#HEAD` } }]);
});

it('erases an earlier list of candidates by the commands that the runbook names, and not the one that stands', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  const params = { area: VILLAGE };
  const electionDay = LegalDate.parse('2026-12-27');
  await planAndReach(county, VILLAGE, { from: 0, body: '村民委员会', term: 12, electionDay }, 5, clerk);
  const leaves: string[] = [];
  for (const introduction of ['写了家里人的病', '卫生室医生']) {
    const body = { from: leaves.length, list: listOf(introduction) };
    await county.must(publishCandidates, { params, body }, clerk);
    county.clock.now += 2;
    leaves.push((await county.must(readCandidates, { params })).logged.leaf);
  }
  await county.enterLog();

  const [earlier = '', standing = ''] = leaves;
  const [, findEarlier = ''] = /(sed -n 's\/\^extra .*)$/m.exec(RUNBOOK)!;
  const proof = Buffer.from(await county.must(leafProof, { params: { leaf: standing } }));
  expect(execFileSync('sh', ['-c', findEarlier], { input: proof }).toString().trim()).toBe(earlier);

  const [, table] = /dynamodb put-item --table-name sunshine-trial-(\w+)/.exec(RUNBOOK)!;
  const [, ConditionExpression] = /put-item .*--condition-expression "(.*?)"/.exec(RUNBOOK)!;
  const [, item = ''] = /--item '(.*?)'/.exec(RUNBOOK)!;
  const client = new DynamoDBClient({ ...LOCAL, endpoint: county.wiring.endpoint });
  const TableName = `${county.wiring.tablePrefix}${table}`;
  const said = { '<leaf>': earlier, '<day>': '2026-12-07', '<reason>': '写了家里人的病' };
  const Item = JSON.parse(item.replace(/<\w+>/g, (name) => said[name as keyof typeof said]));
  await client.send(new PutItemCommand({ TableName, Item, ConditionExpression: ConditionExpression! }));
  client.destroy();

  const documentOf = (leaf: string) => county.send(loggedDocument, { params: { leaf } });
  expect(JSON.parse((await documentOf(earlier)).text)).toMatchObject({
    code: 'document-erased',
    fields: [
      { path: 'on', message: '2026-12-07' },
      { path: 'reason', message: '写了家里人的病' },
    ],
  });
  expect((await documentOf(standing)).code).toBeUndefined();
});

function listOf(introduction: string): CandidateText {
  const candidates = ['李守田', '陈桂兰', '马春生', '王秀芝'].map((name) => ({
    ...{ name, sex: '女' as const, age: 46, group: '第1组', introduction },
  }));
  return {
    kind: '初步候选人',
    order: '姓氏笔画',
    objectUntil: LegalDate.parse('2026-12-17'),
    slates: [{ position: '委员', seats: 3, candidates }],
  };
}
