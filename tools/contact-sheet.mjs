// `npm run contact-sheet`: a picture of every page, phone and desk, into .build/contact-sheet, and all on one sheet.
// Runs the built site on a county of its own in a temporary directory. CHROMIUM_PATH names another browser.
// A Chinese font must be installed for the pictures, on Debian: apt-get install -y fonts-noto-cjk
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, ROOT } from './install.mjs';

const OUT = `${ROOT}.build/contact-sheet`;
const READY_MS = 90_000;

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => done(port > 65_000 ? freePort() : port));
    });
  });
}

/** Starts a county and waits until its demo is loaded. */
async function startCounty(entry) {
  const directory = mkdtempSync(join(tmpdir(), 'county-'));
  const port = await freePort();
  const child = spawn(process.execPath, [entry, '--data', directory, '--port', String(port)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  let said = '';
  await new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`not ready: ${said}`)), READY_MS);
    const listen = (chunk) => {
      said += chunk;
      if (!said.includes('Ready.')) return;
      clearTimeout(late);
      done();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => fail(new Error(`ended: ${said}`)));
  });
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openBrowser() {
  const { chromium } = await import('playwright-core');
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = process.env.CHROMIUM_PATH ?? (await packed.executablePath());
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--lang=zh-CN'],
  });
}

/** All pictures in the order of their names, phones in one flow and desks in the next. */
async function composeSheet(browser) {
  const names = readdirSync(OUT)
    .filter((name) => name.endsWith('.png') && name !== 'sheet.png')
    .sort();
  const figures = names.map((name) => {
    const width = name.startsWith('desk-') ? 620 : 260;
    const data = readFileSync(join(OUT, name)).toString('base64');
    return `<figure><img width="${width}" src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
  });
  const style =
    'body{margin:24px;background:#888;font:14px sans-serif;display:flex;flex-wrap:wrap;align-items:flex-start}figure{margin:8px}img{display:block}';
  const page = await browser.newPage({ viewport: { width: 2300, height: 1000 } });
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await page.screenshot({ path: join(OUT, 'sheet.png'), fullPage: true });
  return names.length;
}

async function main() {
  await install();
  const { buildLocal } = await import('./build-local.mjs');
  const { buildH5WhenStale } = await import('./build-when-stale.mjs');
  const { photographAll } = await import('./contact-tour.mjs');
  if (!(await buildH5WhenStale())) throw new Error('the site could not be built; the build says why above');
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const [county, browser] = await Promise.all([buildLocal().then(startCounty), openBrowser()]);
  try {
    const missed = await photographAll(browser, county.origin, (name, png) => {
      writeFileSync(join(OUT, `${name}.png`), png);
      process.stdout.write(`  ${name}\n`);
    });
    process.stdout.write(`${await composeSheet(browser)} pictures in .build/contact-sheet\n`);
    for (const { what, why } of missed) process.stderr.write(`not photographed: ${what}: ${why}\n`);
    return missed.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await county.stop();
  }
}

process.exitCode = await main();
