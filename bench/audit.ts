import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { documents, serveSite, writeLog } from '#test/verify/log-writer';
import type { Report } from './figures';

const PROGRAM = '.build/verify/verify-log.mjs';

/** The full audit of a log by the independent verifier, from its start to its end, over the loopback. */
export async function measureAudit(report: Report, leaves: number): Promise<void> {
  const site = await serveSite(writeLog(documents(leaves).map(({ leaf }) => leaf)));
  try {
    const started = performance.now();
    const said = await auditOf(site.url);
    const seconds = (performance.now() - started) / 1000;
    if (!said.includes(`All ${leaves} leaves are in the tree`)) throw new Error(`the audit said: ${said}`);
    report('log.verify100k.s', seconds, 's');
  } finally {
    site.close();
  }
}

function auditOf(url: string): Promise<string> {
  const child = spawn(process.execPath, [PROGRAM, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve) => child.once('close', () => resolve(Buffer.concat(said).toString())));
}
