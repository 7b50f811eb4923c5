import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { type Fault, faultsOf, type Try } from '#test/faults';
import type { TestCounty } from '#test/setup';

/** What is being done: its database calls by their ids, which of them is cut, and how. */
interface Doing {
  name: string;
  /** Its place in the course. */
  n: number;
  calls: string[];
  cutAt: number;
  drawn: number;
  fault?: Fault;
}

/** What became of something that was cut: the answer to it, and the answer to the same again. */
export interface Cut {
  name: string;
  call: number;
  fault: Fault;
  first: string;
  again: string;
}

/** How many database calls each thing makes that is done in a county, in order; undisturbed. */
export type Course = { name: string; calls: number }[];

/** Sets a county up so that each request is cut at one of its database calls, and then sent again. */
export class Saboteur {
  readonly cuts: Cut[] = [];
  readonly course: Course = [];
  private readonly doing = new AsyncLocalStorage<Doing>();

  /** Without a course nothing is cut, and the course is written down. */
  constructor(
    county: TestCounty,
    private readonly seed: string,
    private readonly undisturbed?: Course,
  ) {
    county.hooks.fault = (one) => this.faultOf(one);
    for (const [boundary, app] of Object.entries(county.apps)) {
      const request = app.request.bind(app);
      const twice = { request: (asked: Request) => this.request(asked, (one) => request(one)) };
      // Of an app nothing but `request` is used here.
      Object.assign(county.apps, { [boundary]: twice as unknown as Hono });
    }
  }

  /** Runs something that is not a request, cut and then again. */
  async run(name: string, work: () => Promise<unknown>): Promise<void> {
    const doing = this.next(name);
    const first = await this.doing.run(doing, () =>
      work().then(
        () => 'done',
        () => 'schedule stopped',
      ),
    );
    if (!doing.fault) {
      this.note(doing);
      return;
    }
    await work();
    this.note(doing, first, 'done');
  }

  private async request(asked: Request, send: (one: Request) => Response | Promise<Response>) {
    const { pathname } = new URL(asked.url);
    const doing = this.next(`${asked.method} ${pathname.replace(/[\w-]{22,}/g, '*')}`);
    const again = asked.clone();
    const first = await this.doing.run(doing, async () => send(asked));
    if (!doing.fault) {
      this.note(doing);
      return first;
    }
    const second = await send(again);
    this.note(doing, await said(first), await said(second));
    return second;
  }

  private next(name: string): Doing {
    const n = this.course.length;
    const drawn = createHash('sha256').update(`${this.seed} ${n}`).digest();
    this.course.push({ name, calls: 0 });
    const calls = UNREPEATABLE.some((path) => name.endsWith(path)) ? 0 : (this.undisturbed?.[n]?.calls ?? 0);
    return {
      name,
      n,
      calls: [],
      cutAt: calls > 0 ? drawn.readUInt32BE(0) % calls : -1,
      drawn: drawn.readUInt32BE(4),
    };
  }

  private faultOf({ id, command }: Try): Fault | undefined {
    const doing = this.doing.getStore();
    if (!doing) return undefined;
    if (!doing.calls.includes(id)) doing.calls.push(id);
    if (doing.calls.indexOf(id) !== doing.cutAt) return undefined;
    const possible = faultsOf(command);
    return (doing.fault ??= possible[doing.drawn % possible.length]!);
  }

  private note({ name, n, calls, cutAt, fault }: Doing, first?: string, again?: string): void {
    this.course[n] = { name, calls: calls.length };
    if (fault && first && again) this.cuts.push({ name, call: cutAt, fault, first, again });
  }
}

async function said(response: Response): Promise<string> {
  const text = await response.clone().text();
  const { code } = text.startsWith('{') ? JSON.parse(text) : { code: undefined };
  return `${response.status}${response.ok ? '' : ` ${code}`}`;
}

/**
 * What nobody sends again after a lost answer. WeChat takes a login code once, so the phone asks it for another; a
 * session's token and a desk's are handed out once and a challenge is answered once, so whoever lost the answer signs
 * in anew.
 */
const UNREPEATABLE = [
  '/identity/wechat',
  '/identity/phones',
  '/identity/renew',
  '/identity/desk/claim',
  '/identity/passkeys/sign-in',
];
