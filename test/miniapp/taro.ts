import { jest } from '@jest/globals';

// The few things the app takes from Taro, standing still: pages opened are remembered, nothing is rendered.

/** Addresses that were opened, with how: `switchTab /area/home/index`. */
export const opened: string[] = [];

/** The query of the page under test. */
export const params: Record<string, string> = {};

function opens(how: string) {
  return ({ url }: { url: string }): Promise<void> => {
    opened.push(`${how} ${url}`);
    return Promise.resolve();
  };
}

export function useRouter(): { params: Record<string, string> } {
  return { params };
}

export const useDidShow = jest.fn();

const shown: (() => void)[] = [];

/** The app comes to the front. */
export const shows = {
  run: () => {
    for (const run of shown) run();
  },
};

const taro = {
  navigateTo: opens('navigateTo'),
  switchTab: opens('switchTab'),
  redirectTo: opens('redirectTo'),
  reLaunch: opens('reLaunch'),
  navigateBack: () => Promise.resolve(),
  getCurrentPages: () => [],
  onAppShow: (run: () => void) => shown.push(run),
};

export { taro as default };
