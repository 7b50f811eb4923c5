import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import './render';

const loadChannel = jest.fn(() => Promise.resolve({}));
jest.unstable_mockModule('../../miniapp/src/more/load-channel', () => ({ loadChannel }));
const { loadAhead } = await import('../../miniapp/src/more/background');

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  loadChannel.mockClear();
});
afterEach(() => {
  jest.useRealTimers();
});

it('every browser loads the sealed channel’s code by itself, after the first page', () => {
  loadAhead();
  expect(loadChannel).not.toHaveBeenCalled();
  jest.advanceTimersByTime(10_000);
  expect(loadChannel).toHaveBeenCalledTimes(1);
});

it('the mini-program leaves that to its preloadRule, and takes no code of the channel into its main package', async () => {
  const { loadAhead: inWeapp } = await import('../../miniapp/src/more/background.weapp');
  inWeapp();
  jest.advanceTimersByTime(10_000);
  expect(loadChannel).not.toHaveBeenCalled();
});
