import type { Contract } from '#shared/contract';
import type { ErrorCode } from '#shared/errors';
import { STAFF } from '#shared/identity/role';
import { COUNTY, OTHER_VILLAGE, requestOf, type TestCounty } from '#test/setup';
import { bearer, notSessions } from './sessions';

export type Input = { params?: object; query?: object; body?: object };

/** A request that must be refused, and how. */
export interface Bad {
  kind: string;
  request: Request;
  /** The statuses it may have: one, unless features have refusals of their own for it. */
  statuses: readonly number[];
  code?: ErrorCode;
  /** Whether the refusal may have looked into the database. It has written nothing either way. */
  mayRead?: true;
}

/** What a request carried that no answer and no log may repeat. */
export const MARK = 'markof-a-secret';

const FOREIGN = '110101001001';

/** A good request bent in every way that no route accepts. */
export async function badRequests(
  county: TestCounty,
  contract: Contract,
  good: Input,
  authorization: string | undefined,
): Promise<Bad[]> {
  const send = (input: Input, init: { body?: BodyInit; headers?: Record<string, string> } = {}) => {
    const request = requestOf(contract, input, undefined, {
      ...(authorization && { authorization }),
      ...init.headers,
    });
    return init.body === undefined ? request : new Request(request, { body: init.body });
  };
  return [
    ...(contract.body ? badBodies(contract, good, send) : []),
    ...(contract.query ? [refused('an unknown query', send({ ...good, query: { [MARK]: MARK } }))] : []),
    ...badPaths(contract, good, send),
    ...badVersions(good, send),
    ...(await strangers(county, contract, good)),
  ];
}

type Send = (input: Input, init?: { body?: BodyInit; headers?: Record<string, string> }) => Request;

function refused(kind: string, request: Request, status = 422, code: ErrorCode = 'invalid'): Bad {
  return { kind, request, statuses: [status], code };
}

function badBodies(contract: Contract, good: Input, send: Send): Bad[] {
  const text = JSON.stringify(good.body);
  const raw = (body: BodyInit, type?: string) =>
    send(good, { body, ...(type !== undefined && { headers: { 'content-type': type } }) });
  const malformed = [
    text.slice(0, -1),
    '',
    `${text}x`,
    new Uint8Array([0x7b, 0xff, 0x7d]),
    '['.repeat(20_000).slice(0, contract.bodyLimit ?? 20_000),
  ];
  const types = ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/jsonx', ''];
  const limit = contract.bodyLimit ?? 65_536;
  const large = `${text.slice(0, -1)}${' '.repeat(limit + 1 - Buffer.byteLength(text))}}`;
  return [
    ...malformed.map((body, i) => refused(`malformed ${i}`, raw(body), 400, 'malformed')),
    ...types.map((type) => refused(`sent as ${type}`, raw(text, type), 415, 'unsupported-type')),
    refused('one byte too long', raw(large), 413, 'too-large'),
    refused(
      'announced too long',
      send(good, { body: large, headers: { 'content-length': String(limit + 1) } }),
      413,
      'too-large',
    ),
    ...bent(good.body).map(({ kind, value }) => refused(kind, raw(JSON.stringify(value)))),
  ];
}

type Step = string | number;

/** Every place of a value; of a list the first element stands for all. */
function placesOf(value: unknown, path: Step[] = []): { path: Step[]; part: unknown }[] {
  const inner: [Step, unknown][] = Array.isArray(value)
    ? value.slice(0, 1).map((part, i) => [i, part])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [{ path, part: value }, ...inner.flatMap(([step, part]) => placesOf(part, [...path, step]))];
}

function replaced(value: unknown, [step, ...rest]: Step[], part: unknown): unknown {
  if (step === undefined) return part;
  if (Array.isArray(value)) return value.map((one, i) => (i === step ? replaced(one, rest, part) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [step]: replaced(record[step], rest, part) };
}

/** The body with one thing of another type, or with one field that no route knows, at each of its places. */
function bent(body: unknown): { kind: string; value: unknown }[] {
  return placesOf(body).flatMap(({ path, part }) => {
    const at = path.join('.');
    const isRecord = typeof part === 'object' && part !== null && !Array.isArray(part);
    const others: unknown[] = [null, [MARK], { [MARK]: MARK }, MARK, 1.5, true];
    const wrong = others.filter(
      (other) => typeof other !== typeof part || Array.isArray(other) !== Array.isArray(part),
    );
    return [
      ...wrong.map((other) => ({
        kind: `${JSON.stringify(other)} at "${at}"`,
        value: replaced(body, path, other),
      })),
      ...(isRecord
        ? [{ kind: `an unknown field at "${at}"`, value: replaced(body, path, { ...part, [MARK]: MARK }) }]
        : []),
    ];
  });
}

function badPaths(contract: Contract, good: Input, send: Send): Bad[] {
  const params = (good.params ?? {}) as Record<string, unknown>;
  const closed = typeof contract.access === 'object';
  return Object.keys(params).map((name) => {
    const request = send({ ...good, params: { ...params, [name]: `${MARK}!` } });
    return name === 'area' && closed
      ? refused(`no ${name}`, request, 403, 'forbidden')
      : refused(`no ${name}`, request, 404, 'not-found');
  });
}

/** What was decided from a version that does not stand. */
function badVersions(good: Input, send: Send): Bad[] {
  const body = (good.body ?? {}) as Record<string, unknown>;
  return ['from', 'revision'].flatMap((name) => {
    const version = body[name];
    if (typeof version !== 'number') return [];
    const request = send({ ...good, body: { ...body, [name]: version + 5 } });
    return [{ ...refused(`${name} another version`, request, 409, 'conflict'), mayRead: true as const }];
  });
}

/** The same request by those who may not make it, and under an area that it does not belong to. */
async function strangers(county: TestCounty, contract: Contract, good: Input): Promise<Bad[]> {
  const { access, path } = contract;
  const send = (authorization: string, area?: string) => {
    const params = { ...good.params, ...(area && { area }) };
    return requestOf(contract, { ...good, params }, undefined, authorization ? { authorization } : {});
  };
  if (access === 'anyone')
    return path.includes('/:area') ? [refused('in another county', send('', FOREIGN), 404, 'not-found')] : [];
  const roles = access === 'session' ? [] : access.roles;
  const grants = (area: typeof COUNTY) => roles.map((role) => ({ role, area }));
  const none = Object.entries(await notSessions(county, grants(COUNTY)));
  const signedOut = none.map(([kind, header]) =>
    refused(`session: ${kind}`, send(header), 401, 'signed-out'),
  );
  const everywhere = await bearer(county, grants(COUNTY));
  if (access === 'session')
    return path.includes('/:area')
      ? [...signedOut, unknownThere('in another county', send(everywhere, FOREIGN), [403, 404])]
      : signedOut;
  const ofAnother = await bearer(county, grants(OTHER_VILLAGE));
  return [
    ...signedOut,
    refused('an office of elsewhere', send(ofAnother), 403, 'forbidden'),
    refused('in another county', send(everywhere, FOREIGN), 403, 'forbidden'),
    ...(isOfOneArea(contract) ? [await elsewhere(county, send)] : []),
  ];
}

const CREATES = new Set([
  '/office/areas/:area/notices/:id',
  '/office/areas/:area/notices/:id/attachments',
  '/office/areas/:area/rounds/:round',
]);

/** Whether a route acts on something that lies under one area: under another it must not be found. */
function isOfOneArea({ path, method, access }: Contract): boolean {
  const own = /:(?:id|round|case)\b/.test(path) && !(method === 'POST' && CREATES.has(path));
  return own && typeof access === 'object' && STAFF.every((role) => access.roles.includes(role));
}

async function elsewhere(county: TestCounty, send: (header: string, area: string) => Request): Promise<Bad> {
  const clerk = await bearer(county, [{ role: 'committee', area: OTHER_VILLAGE }]);
  // 409: a paper flag is one conditional write, and the gate of a round that is not there is as good as shut.
  return unknownThere('under another village', send(clerk, OTHER_VILLAGE), [403, 404, 409]);
}

function unknownThere(kind: string, request: Request, statuses: readonly number[]): Bad {
  return { kind, request, statuses, mayRead: true };
}
