// Builds the mini-program (`weapp`) or the site (`h5`) into .build/, prints how far it is, fails on any warning.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteFingerprint, stampSite, unstampSite } from './site-stamp.mjs';
import { sealSite } from './site-policy.mjs';
import { siteTrust, siteUploads, WrongAnchors } from './site-trust.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NAMES = { weapp: '小程序 (weapp)', h5: '网站 (H5)' };

// Taro says these on every build; they are not about this code.
const HARMLESS = [/建议开启持久化缓存/, /^Tips:/];
const BAD = [/warning/i, /⚠/, /✖/, /\berror\b/i, /缺少/, /Module not found/, /not found in/];

function bytesIn(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}

function progress(target, started) {
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(`building ${target}: ${seconds} s\n`);
}

function taro(target, output) {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', target, '--no-check'],
    {
      cwd: join(ROOT, 'miniapp'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        TARO_ENV: target,
        BUILD_OUTPUT: `../${relative(ROOT, output)}`,
        BROWSERSLIST_IGNORE_OLD_DATA: '1',
        NO_COLOR: '1',
        FORCE_COLOR: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => lines.push(...text.split('\n')));
  }
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? 1, lines }));
  });
}

function complaints(lines) {
  return lines.filter(
    (line) => BAD.some((bad) => bad.test(line)) && !HARMLESS.some((fine) => fine.test(line)),
  );
}

/** Settings that are wrong are named before minutes are spent on them. */
function trustOrWords() {
  try {
    return { trust: siteTrust(process.env), uploads: siteUploads(process.env) };
  } catch (error) {
    if (!(error instanceof WrongAnchors)) throw error;
    return { words: error.message };
  }
}

async function main(target) {
  if (!(target in NAMES)) {
    process.stderr.write('usage: node tools/build-miniapp.mjs weapp|h5\n');
    return 2;
  }
  const { trust, uploads, words } = trustOrWords();
  if (words) {
    process.stderr.write(`${words}\n`);
    return 2;
  }
  const place = join(ROOT, '.build', target);
  // The last build stays in use until this one is good.
  const output = `${place}.new-${process.pid}`;
  const madeOf = siteFingerprint();
  const started = Date.now();
  progress(NAMES[target], started);
  const timer = setInterval(() => progress(NAMES[target], started), 10_000);
  const { code, lines } = await taro(target, output);
  clearInterval(timer);
  const wrong = complaints(lines);
  if (
    code !== 0 ||
    wrong.length > 0 ||
    !existsSync(join(output, target === 'h5' ? 'index.html' : 'app.json'))
  ) {
    process.stderr.write(`${lines.join('\n')}\nbuilding ${NAMES[target]} failed\n`);
    rmSync(output, { recursive: true, force: true });
    return 1;
  }
  if (target === 'h5' && trust) writeFileSync(join(output, 'trust.json'), trust);
  const hosts = trust && { ...JSON.parse(trust).hosts, uploads };
  const sealed = target === 'h5' ? `, files.sha256 ${sealSite(output, hosts)}` : '';
  if (target === 'h5') unstampSite();
  rmSync(place, { recursive: true, force: true });
  renameSync(output, place);
  if (target === 'h5') stampSite(madeOf);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `built ${NAMES[target]}: ${Math.round(bytesIn(place) / 1024)} KB in ${seconds} s, .build/${target}${sealed}\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv[2] ?? '');
