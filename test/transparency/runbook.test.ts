import { readFileSync } from 'node:fs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from '@jest/globals';
import { LOCAL } from '#local/database';
import { eraseNotice, withdrawNotice } from '#shared/notice/contract';
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
