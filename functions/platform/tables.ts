import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import type { DynamoOptions } from './dynamo';
import type { Table } from './item';

/** Makes the tables that are not there yet; in the cloud the stack does. */
export async function createTables(
  { endpoint, region, credentials, tablePrefix }: DynamoOptions,
  tables: readonly Table[],
): Promise<void> {
  const client = new DynamoDBClient({
    region,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  });
  for (const table of tables) {
    const command = new CreateTableCommand({
      TableName: `${tablePrefix}${table}`,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'PK', AttributeType: 'S' },
        { AttributeName: 'SK', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
    });
    await client.send(command).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  }
  client.destroy();
}
