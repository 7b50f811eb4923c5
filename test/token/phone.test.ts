import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AreaCode } from '#shared/area/code';
import { bytesOf } from '#shared/crypto/bytes';
import type { Session } from '#shared/identity/contract';
import { dayOf } from '#shared/time';
import { inbox } from '#shared/tip/contract';
import { routeFor } from '#shared/tip/routing';
import { resident, roundCounty } from '#test/recommendation/county';
import { VILLAGE } from '#test/setup';
import { type TipCounty, tipCounty } from '#test/tip/case';
import { type App, must, openApp, openPhone, type Sealed, type TestPhone } from '#test/tip/phone';
import { runTokens } from './villager';

/** The parts of the app that these tests drive beside those of letters. */
interface Tokens {
  renewTokens: () => Promise<void>;
  forgetTokensWithPerson: () => void;
  takeSession: (session: Session) => void;
  dropSession: () => void;
  rememberEntry: (entry: { name: string; area: AreaCode }) => void;
}

const KEPT = 'ygh:tokens';
const question = { place: VILLAGE, matter: 'procedure', subject: 'village-cadre' } as const;

let place: TipCounty;
let phone: TestPhone;
let app: App & Tokens;
let people = 0;

beforeAll(async () => {
  place = await tipCounty();
  await roundCounty(Promise.resolve(place.county));
  await runTokens(place.county);
  phone = openPhone(place.county);
  const parts: object[] = [await openApp()];
  for (const file of ['tokens', 'session']) parts.push(await import(`../../miniapp/src/platform/${file}`));
  app = Object.assign({}, ...parts) as App & Tokens;
  app.forgetTokensWithPerson();
  await app.renewDirectory();
});

beforeEach(async () => {
  app.dropSession();
  await place.county.enterLog();
  phone.asked.length = 0;
});

/** Somebody on the roll, signed in on this phone. */
async function villager(): Promise<void> {
  app.takeSession(await resident(place.county, people++));
  app.rememberEntry({ name: '村民', area: VILLAGE });
}

const heldHere = (): string[] => JSON.parse(phone.storage.get(KEPT) ?? '{"held":[]}').held;
const posts = (): string[] => phone.asked.filter((one) => one.includes('/tokens/'));

async function write(): Promise<Sealed & { body: { spend: string; record: string } }> {
  const directory = must(await app.heldDirectory());
  const route = routeFor(question, directory, dayOf(place.county.clock.now))!;
  const sealed = must(await app.sealFirst(directory, route, { text: '有人送米', ...question }));
  must(await app.deliver(directory, sealed));
  return sealed as Sealed & { body: { spend: string; record: string } };
}

async function countIn(bucket: 'verified' | 'other'): Promise<number> {
  const { office, session } = place.town;
  return (await place.county.must(inbox, { params: office, query: { bucket } }, session)).lines.length;
}

describe('a phone', () => {
  it('asks for nothing while nobody is signed in, or whom no roll has', async () => {
    await app.renewTokens();
    app.takeSession(await place.county.person('on no roll'));
    await app.renewTokens();
    expect(phone.asked).toEqual([]);
  });

  it('fetches a month’s tokens once, and again the very same where the answer was lost', async () => {
    await villager();
    phone.lose('/resident');
    await app.renewTokens();
    expect([posts().length, heldHere()]).toEqual([1, []]);
    await app.renewTokens();
    expect([posts().length, heldHere().length]).toEqual([2, 4]);
    expect(phone.storage.get(KEPT)).not.toContain('random');
    phone.asked.length = 0;
    await app.renewTokens();
    expect(phone.asked).toEqual([]);
  });

  it('asks for none under a key that the log does not have for this month', async () => {
    await villager();
    phone.twist('/public/areas', (answer) => ({ ...answer, rsaN: `8${String(answer['rsaN']).slice(1)}` }));
    await app.renewTokens();
    expect([posts(), phone.storage.has(KEPT)]).toEqual([[], false]);
    await app.renewTokens();
    expect(heldHere()).toHaveLength(4);
  });

  it('takes no signature that is not the key’s', async () => {
    await villager();
    phone.twist('/resident', ({ signatures }) => ({ signatures: [...(signatures as string[])].reverse() }));
    await app.renewTokens();
    expect(heldHere()).toEqual([]);
    await app.renewTokens();
    expect(heldHere()).toHaveLength(4);
  });

  it('writes with four of them, then without; the request and what is kept look the same each time', async () => {
    await villager();
    await app.renewTokens();
    const kept = phone.storage.get(KEPT)!;
    const before = [await countIn('verified'), await countIn('other')];
    const sent: { spend: string; record: string }[] = [];
    for (let i = 0; i < 5; i++) sent.push((await write()).body);
    expect([await countIn('verified'), await countIn('other')]).toEqual([before[0]! + 4, before[1]! + 1]);
    expect(new Set(sent.map(({ spend }) => bytesOf(spend).length))).toEqual(new Set([384]));
    expect(new Set(sent.map(({ spend }) => spend.slice(0, 40))).size).toBe(5);
    expect(phone.storage.get(KEPT)).toHaveLength(kept.length);
    expect(heldHere().some((one) => kept.includes(one))).toBe(false);
    // Writing asks the county's own host for nothing.
    expect(posts()).toHaveLength(1);
  });

  it('forgets them with the session of their person', async () => {
    await villager();
    await app.renewTokens();
    expect(heldHere()).toHaveLength(4);
    app.dropSession();
    expect(phone.storage.has(KEPT)).toBe(false);
  });

  it('looks the same where another phone of the person has them', async () => {
    await villager();
    await app.renewTokens();
    const { length } = phone.storage.get(KEPT)!;
    app.dropSession();
    people -= 1;
    await villager();
    await app.renewTokens();
    expect(phone.storage.get(KEPT)).toHaveLength(length);
    const verified = await countIn('verified');
    await write();
    expect(await countIn('verified')).toBe(verified);
  });
});
