import { equalBytes } from '#shared/crypto/bytes';
import { readLog } from '#functions/transparency/sequencer-store';
import { type Fault, faultsOf, type Try } from '#test/faults';
import type { TestCounty } from '#test/setup';
import { submitted } from './witness';

/** Everything a sequencer does that leaves its process, in its order. */
export const STEPS = [
  'read the head',
  'read what waits',
  'read the lease',
  'take the lease',
  'read the edge',
  'move the head',
  'read what was signed',
  'read the tiles',
  'write what is signed',
  'ask the witness',
  'publish the checkpoint',
  'read what was published',
  'look for its leaves',
  'note what is lost',
] as const;
type Step = (typeof STEPS)[number];

/** When a sequencer is killed: at which step, the how manieth of that name, and by a number which way. */
export interface Kill {
  step: Step;
  time: number;
  drawn: number;
}

/** Kills a county's sequencers, and looks over their shoulder at what they sign. */
export interface Killer {
  aim: (kill: Kill) => void;
  /** The step at which the last one was killed, if it came so far; whoever runs from now on lives. */
  rest: () => Step | undefined;
  /** What was signed before it stood. */
  early: string[];
}

/**
 * Hooks into everything that sequencers of a county do outside their process. From the step on that was aimed at, nothing
 * gets through; that step itself is done without a word or not begun. Before anything is signed its head must stand.
 */
export function killer(county: TestCounty): Killer {
  let aimed: Kill | undefined;
  let times = 0;
  let hit: Step | undefined;
  let hasMoved = false;
  const early: string[] = [];
  const isCut = (step: Step): boolean => {
    if (aimed && step === aimed.step) times += 1;
    if (aimed && times >= aimed.time) hit ??= aimed.step;
    return hit !== undefined;
  };
  const cutting = async <T>(step: Step, act: () => Promise<T>): Promise<T> => {
    const isFirst = hit === undefined;
    if (!isCut(step)) return act();
    if (isFirst && (aimed?.drawn ?? 0) % 2 === 0) await act();
    throw new Error('killed by the test');
  };
  const expectStanding = async (size: number, root: Uint8Array): Promise<void> => {
    const { head } = await readLog(county.dynamo, 1);
    if (head?.size !== size || !equalBytes(head.root, root))
      early.push(`${size}, where ${head?.size ?? 0} stood`);
  };
  county.hooks.fault = (one: Try): Fault | undefined => {
    const step = stepOf(one, hasMoved);
    const possible = faultsOf(one.command);
    if (isCut(step)) return possible[(aimed?.drawn ?? 0) % possible.length];
    hasMoved ||= step === 'move the head';
    return undefined;
  };
  const { read, write } = county.wiring.signed;
  Object.assign(county.wiring.signed, {
    read: (name: string) => cutting('read what was signed', () => read(name)),
    write: (name: string, text: string) =>
      cutting('write what is signed', async () => {
        const { size, root } = JSON.parse(text) as { size: number; root: string };
        await expectStanding(size, new Uint8Array(Buffer.from(root, 'base64')));
        await write(name, text);
      }),
  });
  for (const witness of county.wiring.transparency.witnesses) {
    const { post } = witness;
    Object.assign(witness, {
      post: (body: string) =>
        cutting('ask the witness', async () => {
          const { size, root } = submitted(body).checkpoint;
          await expectStanding(size, root);
          return post(body);
        }),
    });
  }
  return {
    early,
    aim: (kill) => {
      [aimed, times, hit, hasMoved] = [kill, 0, undefined, false];
    },
    rest: () => {
      const at = hit;
      [aimed, hit] = [undefined, undefined];
      return at;
    },
  };
}

/** Which step a call of the database is. */
function stepOf({ command, input }: Try, hasMoved: boolean): Step {
  const text = JSON.stringify(input, (_, value: unknown) => (value instanceof Uint8Array ? '' : value));
  const names = (row: string) => text.includes(`{"S":"${row}`);
  switch (command) {
    case 'GetItemCommand':
      return 'read the lease';
    case 'QueryCommand':
      return names('LEAVES') ? 'read what was published' : 'read what waits';
    case 'BatchGetItemCommand':
      if (names('HEAD')) return 'read the head';
      if (names('AT#')) return 'look for its leaves';
      return hasMoved ? 'read the tiles' : 'read the edge';
    default:
      if (names('HEAD')) return 'move the head';
      if (names('CHECKPOINT')) return 'publish the checkpoint';
      return names('SOUGHT') ? 'note what is lost' : 'take the lease';
  }
}
