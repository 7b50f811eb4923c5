import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { TABLES } from '#functions/platform/item';
import { LOCAL } from '#local/database';
import type { TestCounty } from '#test/setup';

/**
 * Everything that lies in a county's tables, one line an item, sorted. What differs between two counties that lived
 * the same is masked: ids, hashes, keys, and the shard that follows from them. Numbers, states and texts stay.
 */
export async function contentsOf({ wiring }: TestCounty): Promise<string[]> {
  const client = new DynamoDBClient({ ...LOCAL, endpoint: wiring.endpoint });
  const documents = DynamoDBDocumentClient.from(client);
  const lines: string[] = [];
  for (const table of TABLES) {
    let from: Record<string, unknown> | undefined;
    do {
      const input = {
        TableName: `${wiring.tablePrefix}${table}`,
        ExclusiveStartKey: from,
        ConsistentRead: true,
      };
      const page = await documents.send(new ScanCommand(input));
      // The index of an issued list lies by its entries' ids.
      const items = (page.Items ?? []).filter(({ SK }) => !String(SK).startsWith('AT#'));
      lines.push(...items.map((item) => `${table} ${masked(item)}`));
      from = page.LastEvaluatedKey;
    } while (from);
  }
  client.destroy();
  return lines.sort();
}

function masked(item: Record<string, unknown>): string {
  return JSON.stringify(item, (name, value: unknown) => {
    if (value instanceof Uint8Array) return 'bytes';
    // Signed over hashes.
    if (name === 'note') return 'note';
    // In the order of the roll, which follows from ids.
    if (name === 'issued' && Array.isArray(value)) return value.toSorted();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  })
    .replaceAll(/[\w-]{22,}/g, '*')
    .replaceAll(/(RECORD#\*#\d+|TREE)#\d/g, '$1#shard')
    .replaceAll(/(OFFICERID#|"officer":|"id":)\d+/g, '$1n');
}
