import { CreateTableCommand, type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import type { Table } from './item';

/** Makes the tables that are not there yet; in the cloud the stack does. */
export async function createTables(
  client: DynamoDBClient,
  prefix: string,
  tables: readonly Table[],
): Promise<void> {
  for (const table of tables) {
    const command = new CreateTableCommand({
      TableName: `${prefix}${table}`,
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
}
