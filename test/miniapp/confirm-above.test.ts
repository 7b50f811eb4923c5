import { expect, it, jest } from '@jest/globals';

const seen: string[] = [];
jest.unstable_mockModule('../../miniapp/src/platform/request', () => ({
  problemOf: (code: string) => ({ code }),
  send: () => Promise.resolve({ ok: true, value: { state: { state: 'erased' }, records: [] } }),
}));
jest.unstable_mockModule('../../miniapp/src/platform/case-pages', () => ({
  joined: (view: object, answer: object) => ({ ...view, ...answer }),
}));
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  openCase: () => {
    seen.push('opened');
    return Promise.resolve({ ok: false, problem: { code: 'not-found' } });
  },
  unseal: (view: object) => Promise.resolve({ ok: true, value: { view } }),
}));
jest.unstable_mockModule('#shared/directory/directory', () => ({ sentEntryOf: () => ({}) }));
jest.unstable_mockModule('#shared/directory/wire', () => ({ entryToWire: () => ({}) }));
jest.unstable_mockModule('#shared/tip/confirm', () => ({ signConfirmation: () => new Uint8Array(1) }));
jest.unstable_mockModule('#shared/tip/record', () => ({ recordHash: () => new Uint8Array(1) }));

const { confirmProposed } = await import('../../miniapp/src/casework/closing');

type Args = Parameters<typeof confirmProposed>;
const confirms = (role: string) => {
  const open = { view: { case: 'a', role }, directory: {}, proposal: { record: { head: {} } } };
  return confirmProposed(open as object as Args[0], {} as object as Args[1], {} as object as Args[2]);
};

it('the office above that confirmed an erasure is told so and asks for nothing more: it has no place there', async () => {
  expect(await confirms('above')).toMatchObject({
    ok: true,
    value: { view: { state: { state: 'erased' } } },
  });
  expect(seen).toEqual([]);
  await confirms('office');
  expect(seen).toEqual(['opened']);
});
