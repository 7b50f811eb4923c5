import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openBoundaries } from '#local/boundaries';
import { ERRORS } from '#shared/errors';
import { noticeLists, publishNotice } from '#shared/notice/contract';
import { endSession, type Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import type { Contract } from '#shared/contract';
import { drafted } from '#test/notice/writing';
import { appOf, requestOf, setup, type TestCounty, VILLAGE } from '#test/setup';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A database that takes every connection and does this with each request. */
async function database(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => {
    answer(response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let county: TestCounty;
let clerk: Session;
let id: Id;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
  id = await drafted(county, clerk, VILLAGE);
});

/** What a person is told by a county whose database is elsewhere, and whether before the cloud ends the function. */
async function told(endpoint: string, contract: Contract, input: object) {
  const apps = openBoundaries({ ...county.wiring, endpoint });
  const start = performance.now();
  const response = await appOf(apps, contract.path).request(requestOf(contract, input));
  const { code, title } = JSON.parse(await response.text());
  const isInTime = performance.now() - start < 20_000;
  return { status: response.status, code, title, isInTime };
}

const BUSY = { status: 503, code: 'busy', title: ERRORS.busy.title, isInTime: true };
const reading = [noticeLists, { params: { area: VILLAGE } }] as const;
const writing = [endSession, { body: { refresh: 'A'.repeat(43) } }] as const;

/** Every call takes longer than a phone would wait for three of them. */
async function publishSlowly() {
  county.hooks.before = () => new Promise((resolve) => setTimeout(resolve, 8000));
  const start = performance.now();
  const publish = { params: { area: VILLAGE, id }, body: { revision: 1 } };
  const { status, code } = await county.send(publishNotice, publish, clerk);
  const isInTime = performance.now() - start < 20_000;
  await new Promise((resolve) => setTimeout(resolve, 3000));
  delete county.hooks.before;
  return {
    status,
    code,
    isInTime,
    again: (await county.send(publishNotice, publish, clerk)).value?.revision,
  };
}

it('is told as busy in time, whether the database says nothing, half of it, or everything late', async () => {
  const silent = await database(() => undefined);
  const stalling = await database((response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': '99' });
    response.write('{');
  });
  const [read, written, half, slow] = await Promise.all([
    told(silent, ...reading),
    told(silent, ...writing),
    told(stalling, ...writing),
    publishSlowly(),
  ]);
  expect([read, written, half]).toEqual([BUSY, BUSY, BUSY]);
  // What was under way is done, and the same request is answered with it.
  expect(slow).toEqual({ status: 503, code: 'busy', isInTime: true, again: 2 });
});
