/** A county that serves letters and lists, and the verifier of receipts asked about it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { dayOf } from '#shared/time';
import { drawReceipt, type Receipt, RECEIPT_RANDOM_BYTES, receiptTexts } from '#shared/tip/receipt';
import { type ReceiptKeys, receiptKeys } from '#shared/tip/receipt-keys';
import type { TipAct } from '#shared/tip/rules';
import { checkReceipt } from '#verify/check-receipt';
import { COUNTY, START } from '#test/setup';
import { asWriter, bytes as random, letter, mailbox, sent, tipCounty, type TipCounty } from '#test/tip/case';
import { actToday, goToDay } from '#test/tip/days';
import { closeNow, listen } from './log-writer';

export const FIRST = dayOf(START);

/** A letter with its receipt on paper. */
export interface Written {
  receipt: Receipt;
  keys: ReceiptKeys;
  paper: string;
  /** The acknowledgement of its first record. */
  ack: string;
}

/** What is answered in place of what the county answers. */
export type Bend = (path: string, body: string) => string | number | undefined;

/** A county with the lists of several days, whose answers a test may bend. */
export function receiptSite() {
  let place: TipCounty;
  let server: Server;
  let url: string;
  let folder: string;
  let bend: Bend | undefined;

  const fileOf = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const { public: api, tipline: tips } = place.county.apps;
    const response = await (pathname === '/tipline' ? tips : api).fetch(request);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const bent = bend?.(pathname, Buffer.from(bytes).toString());
    if (typeof bent === 'number') return new Response(null, { status: bent });
    return new Response(bent ?? bytes, { status: response.status });
  };

  beforeAll(async () => {
    place = await tipCounty();
    folder = mkdtempSync(join(tmpdir(), 'receipt-'));
    server = createAdaptorServer({ fetch: answer }) as Server;
    url = await listen(server);
    fileOf('trust.json', trust());
  });
  afterEach(() => {
    bend = undefined;
  });
  afterAll(() => {
    closeNow(server);
    rmSync(folder, { recursive: true });
  });

  function trust(): string {
    const { county } = place;
    const rootPk = toBase64url(ed25519PublicKey(county.wiring.secrets.root));
    return JSON.stringify({
      county: COUNTY,
      rootPk,
      log: county.logTrust,
      hosts: { api: url, ballotbox: url, tipline: url },
    });
  }

  return {
    place: () => place,
    url: () => url,
    fileOf,
    bend(by: Bend): void {
      bend = by;
    },
    goTo: (day: number): Promise<void> => goToDay(place.county, day),
    async write(): Promise<Written> {
      const receipt = drawReceipt(random(RECEIPT_RANDOM_BYTES))!;
      const keys = receiptKeys(receipt);
      const record = sent(letter(place, keys, place.town, '有人送米拉票'));
      const body = { do: 'create', ...mailbox(keys), tag: toBase64url(keys.tag), record } as const;
      const { ack } = await asWriter(place.county, { body });
      return { receipt, keys, ack, paper: receiptTexts(receipt).join(' ') };
    },
    act: ({ keys }: Written, what: TipAct['act']): Promise<void> => actToday(place, keys, what),
    /** Asks the verifier as the command line does. */
    async verify(typed: string, ...args: string[]) {
      const lines: string[] = [];
      const wrong: string[] = [];
      const all = args.includes('--trust') ? args : ['--trust', join(folder, 'trust.json'), ...args];
      const code = await checkReceipt([url, ...all], {
        ask: () => Promise.resolve(typed),
        say: { line: (line) => lines.push(line), wrong: (line) => wrong.push(line) },
        now: () => place.county.clock.now,
        answerMs: 3000,
      });
      return { code, said: lines.join('\n'), wrong: wrong.join('\n') };
    },
  };
}
