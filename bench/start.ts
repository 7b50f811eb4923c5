import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { freePort } from '#local/database';
import { temporaryDirectory } from './county';
import type { Report } from './figures';

/** How long the county is left alone before its memory is read: what loading the demo left goes by itself within half a minute. */
const LOADED_MS = 3000;
const IDLE_MS = 45_000;
const LONGEST_MS = 300_000;

/** `npm start` with everything built: until the first page, and what it holds once the demo county is loaded. */
export async function measureStart(report: Report, quick: boolean): Promise<void> {
  const data = temporaryDirectory();
  const port = await freePort();
  const started = performance.now();
  const args = ['start', '--', '--data', data, '--port', String(port)];
  const child = spawn('npm', args, { detached: true, stdio: ['ignore', 'pipe', 2] });
  const group = child.pid ?? 0;
  const end = () => process.kill(-group, 'SIGKILL');
  process.once('exit', end);
  try {
    const ready = said(child, 'Ready.');
    await Promise.race([firstPage(`http://127.0.0.1:${port}/`), ready]);
    report('start.first_page_s', (performance.now() - started) / 1000, 's');
    await ready;
    report('start.demo_s', (performance.now() - started) / 1000, 's');
    await new Promise((resolve) => setTimeout(resolve, LOADED_MS));
    report('start.loaded_mb', residentKb(group) / 1024, 'MB');
    if (!quick) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    report('start.idle_mb', residentKb(group) / 1024, 'MB');
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve));
    process.kill(-group, 'SIGTERM');
    await ended;
    process.off('exit', end);
  }
}

async function firstPage(url: string): Promise<void> {
  const started = performance.now();
  while (performance.now() - started < LONGEST_MS) {
    const page = await fetch(url).catch(() => undefined);
    if (page?.ok && (await page.text()).includes('<script')) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('no page was served');
}

/** Waits for a line of a program's output. */
function said(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (part: string) => {
      text += part;
      if (text.includes(line)) resolve();
    });
    child.once('close', () => reject(new Error(`npm start ended: ${text.slice(-400)}`)));
    setTimeout(() => reject(new Error(`npm start was not ready: ${text.slice(-400)}`)), LONGEST_MS).unref();
  });
}

/** Resident memory of all processes of a group, as Linux counts it: pages that they share count for each. */
function residentKb(group: number): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && groupOf(name) === group)
    .reduce((sum, pid) => sum + rssOf(pid), 0);
}

function groupOf(pid: string): number | undefined {
  // pid (name) state parent group: the name may hold spaces and brackets.
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

function rssOf(pid: string): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A process may have ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
