import { describe, expect, it } from '@jest/globals';
import { browserPath } from './chromium';

describe('the browser of the journeys', () => {
  it('is the one that CHROMIUM_PATH names, or a sentence says that it is not there', async () => {
    expect(await browserPath(process.execPath)).toBe(process.execPath);
    await expect(browserPath('/nowhere/chromium')).rejects.toThrow(
      /^CHROMIUM_PATH names \/nowhere\/chromium, and no such program is there\.$/,
    );
  });

  it('is the machine’s where npm has none, or a sentence says what to do', async () => {
    const elsewhere = 'darwin arm64';
    const chrome = (path: string) => path === '/usr/bin/google-chrome';
    expect(await browserPath('', elsewhere, chrome)).toBe('/usr/bin/google-chrome');
    await expect(browserPath('', elsewhere, () => false)).rejects.toThrow(
      /^No browser for the journeys: install Chromium, or name one in CHROMIUM_PATH\.$/,
    );
  });
});
