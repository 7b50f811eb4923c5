import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import './render';

const loadChannel = jest.fn(() => Promise.resolve({}));
jest.unstable_mockModule('../../miniapp/src/more/load-channel', () => ({ loadChannel }));
const { loadAhead } = await import('../../miniapp/src/more/background');

const target = (value: string) => Reflect.set(process.env, 'TARO_ENV', value);

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  loadChannel.mockClear();
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(process.env, 'TARO_ENV');
});

it('every browser loads the sealed channel’s code by itself, after the first page', () => {
  target('h5');
  loadAhead();
  expect(loadChannel).not.toHaveBeenCalled();
  jest.advanceTimersByTime(10_000);
  expect(loadChannel).toHaveBeenCalledTimes(1);
});

it('the mini-program leaves that to its preloadRule', () => {
  target('weapp');
  loadAhead();
  jest.advanceTimersByTime(10_000);
  expect(loadChannel).not.toHaveBeenCalled();
});
