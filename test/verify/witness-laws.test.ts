import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addCheckpoint } from '#verify/add-checkpoint';
import { signingKey } from '#verify/ed25519';
import { COSIGNER_TYPE, LOG_TYPE, parseVkey, vkeyOf } from '#verify/vkey';
import type { Seen, WitnessState } from '#verify/witness-state';
import { LOG, MORNING } from './log-writer';
import { FORK, LEAVES, request } from './witness-at-work';

/** Remembers as a directory does. */
function memory(): WitnessState {
  const seen = new Map<string, Seen>();
  const { publicKey, sign } = signingKey(new Uint8Array(32).fill(3));
  return {
    key: { vkey: vkeyOf('witness.example/w1', COSIGNER_TYPE, publicKey), sign },
    seen: (origin) => seen.get(origin),
    origins: () => [...seen.keys()],
    lastTime: () => Math.max(0, ...[...seen.values()].map(({ time }) => time)),
    confirm: () => undefined,
    remember: (origin, newest) => Boolean(seen.set(origin, newest)),
    release: () => undefined,
  };
}

describe('whatever a log sends, a witness', () => {
  const logs = [parseVkey(LOG.vkey, LOG_TYPE)];
  const size = fc.integer({ min: 1, max: 20 });
  const asked = fc.record({ size, isFork: fc.boolean(), lies: fc.boolean(), old: size });

  /** Signing takes longer than what is tested. */
  const written = new Map<string, string>();
  const HONEST = { size: 1, isFork: false, lies: false, old: 1 };

  it('never cosigns less than before, nor two histories', () => {
    fc.assert(
      fc.property(fc.array(asked, { minLength: 5, maxLength: 25 }), (requests) => {
        const state = memory();
        const cosigned: { size: number; isFork: boolean }[] = [];
        for (const { size, isFork, lies, old } of [HONEST, ...requests]) {
          const last = state.seen(LOG.name)?.size ?? 0;
          const from = Math.min(lies ? old : last, size);
          const name = `${from} ${size} ${isFork}`;
          const body = written.get(name) ?? request(from, size, isFork ? FORK : LEAVES);
          written.set(name, body);
          const { status } = addCheckpoint(Buffer.from(body), logs, state, MORNING);
          if (status === 200) cosigned.push({ size, isFork });
        }
        const sizes = cosigned.map(({ size }) => size);
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        // Leaf 9 is where they part.
        expect(
          new Set(cosigned.filter(({ size }) => size > 9).map(({ isFork }) => isFork)).size,
        ).toBeLessThan(2);
        expect(cosigned.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('answers, and never fails', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({
          unit: fc.constantFrom('old 0', '\n', '\n\n', '— ', LOG.name, 'A', '=', ' ', '0'),
          maxLength: 40,
        })
        .map((text) => Buffer.from(text)),
      fc.nat(4000).map((bit) => {
        const bytes = Buffer.from(request(0, 7));
        bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
        return bytes;
      }),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        const answer = addCheckpoint(bytes, logs, memory(), MORNING);
        // A flipped bit may make of 0 another old size, or an unknown log or key; never a cosignature.
        expect([400, 403, 404, 409]).toContain(answer.status);
      }),
    );
  });
});
