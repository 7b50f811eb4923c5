import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sentEntryOf } from '#shared/directory/directory';
import { entryToWire } from '#shared/directory/wire';
import { signingKeys } from '#shared/directory/entry';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { readCase } from '#shared/tip/contract';
import { publish } from '#test/directory/ceremony';
import { opened } from '#test/miniapp/taro';
import { COUNTY } from '#test/setup';
import { acceptedDirectory, caseOf, officerActs, type TipCounty } from './case';
import { type App, must, type TestPhone, tipPhone, writeLetter } from './phone';

let place: TipCounty;
let phone: TestPhone;
let app: App;

beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  await app.renewDirectory();
});

beforeEach(() => {
  phone.asked.length = 0;
});

const write = () => writeLetter(place, app);

describe('writing and following a letter', () => {
  it('asks the county’s own host for nothing that every home page has not asked for already', async () => {
    const { receipt } = await write();
    expect((await app.openCase(receipt)).ok).toBe(true);
    expect(phone.asked).toEqual(['POST https://tipline.test/tipline', 'POST https://tipline.test/tipline']);
  });

  it('shows a reply sealed under an older directory, asks for no older one, and keeps nothing of it', async () => {
    const { receipt, keys } = await write();
    const params = { ...place.town.office, case: caseOf(keys) };
    const view = await place.county.must(readCase, { params }, place.town.session);
    expect((await officerActs(place, keys, place.town, view, 'accept')).code).toBeUndefined();
    const older = toBase64url(place.directory.hash);
    // Another day, another snapshot: the phone's home page brings the new one.
    place.county.clock.now += 86_400;
    await publish(place.county, await place.county.staff('county', COUNTY));
    place.county.clock.now += 2;
    await app.renewDirectory();
    phone.asked.length = 0;
    const kept = [...phone.storage.keys()];

    const letter = must(await app.openCase(receipt));
    expect(toBase64url(letter.directory.hash)).not.toBe(older);
    expect(toBase64url(letter.records[1]!.head.directory)).toBe(older);
    expect(letter.entries).toMatchObject([
      { ok: true },
      { ok: true, direction: 1, signerId: place.town.id, content: { said: { status: 'accepted' } } },
    ]);
    expect(phone.asked).toEqual(['POST https://tipline.test/tipline']);
    expect([...phone.storage.keys()]).toEqual(kept);
    expect([...phone.storage].join()).not.toContain(older);
  });

  it('opens one page path, whatever for', () => {
    opened.length = 0;
    app.openChannel('write');
    app.openChannel('follow');
    expect(opened).toEqual(['navigateTo /more/index', 'navigateTo /more/index']);
    expect(app.errandNow()).toBe('follow');
  });
});

describe('the entry that comes with a reply', () => {
  it('counts only under its own snapshot, signed for this county', async () => {
    const now = await acceptedDirectory(place.county);
    const good = entryToWire(sentEntryOf(now, place.town.office)!);
    const head = { directory: now.hash, office: place.town.office };
    const keyBy = (signer: typeof good) =>
      app.entriesAt([signer]).then((entryAt) => {
        const entry = entryAt(head);
        return entry && signingKeys(entry, place.town.id);
      });
    expect(await keyBy(good)).toEqual([ed25519PublicKey(place.town.signSeed)]);
    const { root, snapshot } = entryToWire(sentEntryOf(place.directory, place.town.office)!);
    expect(await keyBy({ ...good, snapshot, root })).toBeNull();
    expect(
      await keyBy({ ...good, entry: entryToWire(sentEntryOf(now, place.above.office)!).entry }),
    ).toBeNull();
    expect(await keyBy({ ...good, root: good.snapshot })).toBeNull();
  });
});
