import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { reprisalsIn } from '#shared/tip/standing';
import { caseOf, reply, sent, signer, type TipCounty } from './case';
import { actOnCase } from '#shared/tip/contract';
import { type App, type Desk, goBy, keysOf, must, openDesk, tipPhone, writeLetter } from './phone';
import { shown, toWriter, viewOf } from './moves';

let place: TipCounty;
let app: App;
let desk: Desk;

beforeAll(async () => {
  ({ place, app } = await tipPhone());
  desk = await openDesk();
});

beforeEach(() => {
  goBy(place.county);
});

it('the writer’s word of reprisal reaches the officer inside the seal, and the server is told of a letter and no more', async () => {
  const { town, county } = place;
  const [plain, hurt] = [await writeLetter(place, app), await writeLetter(place, app)];
  for (const [letter, said] of [
    [plain, { text: '还有一件事' }],
    [hurt, { text: '昨晚有人砸门', reprisal: true }],
  ] as const) {
    const open = must(await app.openCase(letter.receipt));
    must(await app.deliverMore(open, must(await app.sealMore(open, said))));
  }
  app.takeSession(town.session);
  const opened = async ({ keys }: typeof hurt) =>
    must(await desk.openCase(town.office, caseOf(keys), town.office, keysOf(town)));
  expect(reprisalsIn((await opened(hurt)).entries)).toEqual([1]);
  expect(reprisalsIn((await opened(plain)).entries)).toEqual([]);

  // What lies there for the one and for the other differs in nothing but bytes.
  const shapeOf = async ({ keys }: typeof hurt) => {
    const items = await county.dynamo.query('cases', { PK: `CASE#${caseOf(keys)}` });
    const sizes = (name: string, value: unknown) =>
      name === 'PK' ? '' : value instanceof Uint8Array ? value.length : value;
    return JSON.parse(JSON.stringify(items, sizes)) as unknown;
  };
  expect(await shapeOf(hurt)).toEqual(await shapeOf(plain));
});

it('an office that writes it in the writer’s place is not believed', async () => {
  const { town, county } = place;
  const { keys } = await writeLetter(place, app);
  const { records } = await viewOf(place, keys, town);
  const said = { text: '来信人说没有人报复。', reprisal: true } as const;
  const record = sent(reply(place, keys, town, records, { kind: 'message', said }));
  const params = { ...town.office, case: caseOf(keys) };
  const body = { record, act: { act: 'reply' as const }, signer: signer(place, town, record) };
  await county.must(actOnCase, { params, body }, town.session);
  expect(shown(await toWriter(place, keys))).toEqual(['first', 'content']);
});
