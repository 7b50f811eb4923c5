/** A log that asks for cosignatures, and witnesses in directories of their own that answer. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { consistencyProof, leafHash } from '#shared/crypto/merkle';
import { LOG_TYPE, parseVkey } from '#verify/vkey';
import { witnessServer } from '#verify/witness-server';
import { openState, type WitnessState } from '#verify/witness-state';
import { checkpointOf, closeNow, LOG, listen, MORNING } from './log-writer';

export const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
/** Nine leaves are common to both histories. */
export const FORK = [...LEAVES.slice(0, 9), leafHash(Uint8Array.of(99)), ...LEAVES.slice(10)];
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What a log sends: the checkpoint of `size` leaves, and that it continues `old`. */
export function request(old: number, size: number, tree = LEAVES, log = LOG): string {
  const hashes = tree.slice(0, size);
  const proof = old === 0 ? [] : consistencyProof(hashes, old).map(base64);
  return [`old ${old}`, ...proof, '', checkpointOf(hashes, [log], log.name)].join('\n');
}

/** A directory for each test, and witnesses in it that end with the test. */
export function witnessDirectory() {
  let directory: string;
  let servers: Server[];
  let states: WitnessState[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'witness-'));
    servers = [];
    states = [];
  });
  afterEach(() => {
    for (const server of servers) closeNow(server);
    for (const state of states) state.release();
    rmSync(directory, { recursive: true });
  });
  const open = (name: string | undefined, folder = directory): WitnessState => {
    const state = openState(folder, name);
    states.push(state);
    return state;
  };
  /** Starts a witness; its clock stands until it is moved. */
  const start = async (logs = [LOG.vkey]) => {
    const clock = { now: MORNING };
    const said: string[] = [];
    const state = open('witness.example/w1');
    const server = witnessServer({
      logs: logs.map((key) => parseVkey(key, LOG_TYPE)),
      state,
      now: () => clock.now,
      say: (sentence) => said.push(sentence),
    });
    servers.push(server);
    const url = await listen(server);
    const post = async (body: string) => {
      const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
      const type = response.headers.get('content-type');
      return { status: response.status, type, body: await response.text() };
    };
    return { url, clock, said, post, state, vkey: state.key.vkey.text };
  };
  return { directory: () => directory, open, start };
}
