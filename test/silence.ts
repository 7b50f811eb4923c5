import { afterEach, beforeEach, expect, jest } from '@jest/globals';

// A test that prints hides a warning nobody reads, so any console output fails it.
const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;
let printed: unknown[][] = [];

beforeEach(() => {
  printed = [];
  for (const method of METHODS) {
    jest.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      printed.push([method, ...args]);
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
  expect(printed).toEqual([]);
});
