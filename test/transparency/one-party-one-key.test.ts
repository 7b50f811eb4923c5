import { describe, expect, it } from '@jest/globals';
import { LogSettings } from '#functions/entry/log-settings';
import { readSettings } from '#functions/platform/settings';
import { openLog } from '#functions/transparency/log-platform';
import { verifierKey } from '#shared/transparency/note';
import { policyOf } from '#shared/transparency/policy';
import type { LogTrust } from '#shared/transparency/trust';
import { parsePolicy } from '#verify/trust';
import { siteTrust } from '../../tools/site-trust.mjs';
import { CLOCK, keyOf, LOG, TRUST, WITNESS } from './keys';

const seedOf = (fill: number) => new Uint8Array(32).fill(fill);
const cosigner = (name: string, { publicKey }: { publicKey: Uint8Array }) =>
  verifierKey({ name, type: 'cosignature', publicKey });
const log = (name: string) => verifierKey({ name, type: 'note', publicKey: LOG.key.publicKey });

const SECOND = cosigner('second.test/w', keyOf(seedOf(78)));
const TWO_NAMES = [cosigner('one.test/w', WITNESS.key), cosigner('other.test/w', WITNESS.key)];

/** Everybody who reads whom to trust: whether they take it. */
const READERS: Record<string, (trust: LogTrust) => unknown> = {
  'the app and the server': (trust) => {
    if (!policyOf(trust)) throw new Error('no policy');
  },
  'the sequencer': ({ witnesses, quorum }) =>
    openLog(
      {
        ...{ host: 'county.test', number: 1, logSeed: seedOf(71), clockSeed: seedOf(72), quorum },
        witnesses: witnesses.map((one) => ({ verifierKey: one, address: 'https://w.test' })),
      },
      () => Promise.resolve(null),
    ),
  'the build of the site': (trust) =>
    siteTrust({
      ...{ TARO_APP_COUNTY: '999101000000', TARO_APP_ROOT_PK: 'A'.repeat(43) },
      ...{ TARO_APP_LOG: JSON.stringify(trust), TARO_APP_API: 'https://county.test' },
      ...{ TARO_APP_BALLOTBOX: 'https://box.test', TARO_APP_TIPLINE: 'https://letters.test' },
    }),
  'the verifier': (trust) => parsePolicy(JSON.stringify({ log: trust })),
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('takes parties that each have a key of their own', () => {
    expect(() => read(TRUST)).not.toThrow();
    expect(() => read({ ...TRUST, witnesses: [...TRUST.witnesses, SECOND], quorum: 2 })).not.toThrow();
  });

  it.each([
    ["the county's clock as a witness", [cosigner('outside.test/w', CLOCK.key)], 1],
    [
      "the county's clock as one witness of two",
      [...TRUST.witnesses, cosigner('outside.test/w', CLOCK.key)],
      1,
    ],
    ["the log's key as a witness", [cosigner('outside.test/w', LOG.key)], 1],
    ['one witness under two names', TWO_NAMES, 2],
    ['one witness under two names, though one is enough', TWO_NAMES, 1],
    ['one witness twice', [...TRUST.witnesses, ...TRUST.witnesses], 1],
  ])('refuses %s', (_name, witnesses, quorum) => {
    expect(() => read({ ...TRUST, witnesses, quorum })).toThrow();
  });
});

it('a county keeps its key for all the logs that it has had', () => {
  const logs = [log('county.test/log1'), log('county.test/log2')];
  expect(policyOf({ ...TRUST, logs })?.logs).toHaveLength(2);
});

it('settings name one witness under two names in a sentence that says which variable it is', () => {
  const LOG_WITNESSES = TWO_NAMES.map((one) => `${one} https://w.test`).join(',');
  expect(() => readSettings(LogSettings, { LOG_HOST: 'county.test', LOG_WITNESSES })).toThrow(
    /^LOG_WITNESSES must be different witnesses/,
  );
});
