/** A bare handler with the clients of a function that knows only the database. */
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The calls that functions make. */
export const commands = { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand };

export function handler(): Promise<unknown> {
  return Promise.resolve([client, commands, TransactionCanceledException]);
}
