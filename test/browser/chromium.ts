import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser of the journeys lies: CHROMIUM_PATH, the one from npm (Linux x64), or the machine's. */
export async function browserPath(
  named = process.env['CHROMIUM_PATH'],
  machine = `${process.platform} ${process.arch}`,
  isThere: (path: string) => boolean = existsSync,
): Promise<string> {
  if (named) {
    if (isThere(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and no such program is there.`);
  }
  if (machine === 'linux x64') {
    const { default: packed } = await import('@sparticuz/chromium');
    return packed.executablePath();
  }
  const found = SYSTEM.find(isThere);
  if (found) return found;
  throw new Error('No browser for the journeys: install Chromium, or name one in CHROMIUM_PATH.');
}

/** Starts a headless browser that talks to the loopback alone. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Keeps every 32 random bytes and more that a page draws: among them are all its keys and seeds. */
const RECORD_SECRETS = `
  window.drawn = [];
  const draw = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (array) => {
    const filled = draw(array);
    if (filled.byteLength >= 32) window.drawn.push(Array.from(new Uint8Array(filled.buffer.slice(0))));
    return filled;
  };
`;

/** What the site's own policy kept its pages from doing, in all journeys of this file: the browser's words. */
export const refusedByPolicy: string[] = [];

/** A page in a context of its own: its storage is nobody else's. */
async function openPage(browser: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  await context.addInitScript(RECORD_SECRETS);
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusedByPolicy.push(message.text().slice(-200));
  });
  return context.newPage();
}

/** A phone of 375 × 760. */
export async function openPhone(browser: Browser): Promise<Page> {
  return openPage(browser, { width: 375, height: 760 });
}

/** A desk of 1280 × 800. */
export async function openDesk(browser: Browser): Promise<Page> {
  return openPage(browser, { width: 1280, height: 800 });
}
