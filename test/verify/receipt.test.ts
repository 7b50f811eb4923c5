import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { treePartitions } from '#functions/tip/day-items';
import { bytesOf, toBase64url, toHex } from '#shared/crypto/bytes';
import { dateOfDay } from '#shared/time';
import { runs } from '#test/runs';
import { FIRST, receiptSite, type Written } from './receipt-site';
import { readReceipt } from '#verify/receipt';
import { readAck } from '#verify/tip-case';
import { H } from '#verify/tip-hash';

const site = receiptSite();
let open: Written;
let ended: Written;
let lost: Written;

/** Four days: one letter is answered and stays, one ends, one is left out of the lists by the county. */
beforeAll(async () => {
  [open, ended, lost] = [await site.write(), await site.write(), await site.write()];
  await site.goTo(FIRST + 1);
  await site.act(open, 'accept');
  await site.act(ended, 'refuse');
  const { county } = site.place();
  const row = { PK: treePartitions()[lost.keys.tag[0]! & 3]!, SK: toBase64url(lost.keys.tag) };
  await county.dynamo.transact([{ kind: 'delete', table: 'cases', key: row }]);
  await site.goTo(FIRST + 4);
}, 60_000);

const on = (day: number) => dateOfDay(FIRST + day);

describe('a receipt whose letter stands', () => {
  it('is followed from its records through its acknowledgement into every list', async () => {
    const { code, said, wrong } = await site.verify(open.paper);
    expect({ code, wrong }).toEqual({ code: 0, wrong: '' });
    expect(said).toContain('The case has 2 records');
    expect(said).toContain(`The county has signed for record 2, received on ${on(1)}.`);
    expect(said).toContain(`There is a list for every day from ${on(0)} to ${on(3)}`);
    expect(said).toContain(`The case stands in every list from ${on(0)} to ${on(3)}`);
  });

  it('stands until the day its office ended it', async () => {
    const { code, said } = await site.verify(ended.paper);
    expect(code).toBe(0);
    expect(said).toContain(`in every list from ${on(0)} to ${on(1)}`);
  });

  it('is found in the lists without asking for the letter', async () => {
    let asked = 0;
    site.bend((path) => {
      if (path === '/tipline') asked += 1;
      return undefined;
    });
    const { code, said } = await site.verify(ended.paper, '--lists-only');
    expect([code, asked]).toEqual([0, 0]);
    expect(said).toContain(`stands in the lists from ${on(0)} to ${on(1)}.`);
  });

  it('proves an older acknowledgement that was kept', async () => {
    const { code, said } = await site.verify(open.paper, '--ack', site.fileOf('ack', `${open.ack}\n`));
    expect(code).toBe(0);
    expect(said).toContain(`record 1, received on ${on(0)}, is part of the case`);
  });

  it('repeats no figure of the receipt and nothing that follows from it', async () => {
    const asked: string[] = [];
    site.bend((path) => {
      asked.push(path);
      return undefined;
    });
    const { said, wrong } = await site.verify(open.paper);
    const shown = `${said}${wrong}${asked.join()}`;
    expect(shown).not.toContain(open.paper.slice(0, 15));
    expect(shown).not.toContain(open.paper.replaceAll(' ', '').slice(0, 12));
    for (const secret of [open.keys.mailbox, open.keys.auth, open.keys.tag])
      for (const text of [toHex(secret), toBase64url(secret)]) expect(shown).not.toContain(text);
  });
});

describe('a receipt whose letter does not stand', () => {
  it('is said to be missing from the first list that must have it', async () => {
    const { code, wrong } = await site.verify(lost.paper);
    expect(code).toBe(3);
    expect(wrong).toContain(`MISSING: the case in the lists: the case is not in the list of ${on(1)}`);
    const listsOnly = await site.verify(lost.paper, '--lists-only');
    expect(listsOnly.said).toContain(`stands in the lists from ${on(0)} to ${on(0)}.`);
    const nobody = await site.verify((await site.write()).paper, '--lists-only');
    expect(nobody).toMatchObject({ code: 3, wrong: expect.stringContaining('no list has a case') });
  });

  it('is said to be unknown where the tip line knows none', async () => {
    site.bend((path) => (path === '/tipline' ? 404 : undefined));
    expect(await site.verify(open.paper)).toMatchObject({
      code: 4,
      wrong: expect.stringMatching(/^UNKNOWN: /),
    });
  });

  it('is told from one that was copied wrong, which is asked of nobody', async () => {
    const groups = open.paper.split(' ');
    const other = String((Number(groups[4]) + 1) % 1000).padStart(3, '0');
    const wrong = [...groups.slice(0, 4), other, ...groups.slice(5)].join(' ');
    const swapped = [groups[1], groups[0], ...groups.slice(2)].join(' ');
    const said = async (typed: string) => {
      const checked = await site.verify(typed);
      expect(checked.code).toBe(5);
      return checked.wrong;
    };
    expect(await said(wrong)).toContain('group 5 is not as it was given out');
    expect(await said(swapped)).toContain('groups 1 and 2 have changed places');
    expect(await said(open.paper.slice(0, -1))).toContain('these are 35');
    expect(await said(`${open.paper.slice(0, -1)}x`)).toContain('figures from 0 to 9 only');
    expect(await said([other, other, ...groups.slice(2)].join(''))).toContain('more than one group');
  });
});

describe('a county that does not serve what it should', () => {
  it('is not accused when it does not answer, and the rest is checked all the same', async () => {
    site.bend((path) => (path === '/tipline' ? 503 : undefined));
    const { code, wrong, said } = await site.verify(open.paper);
    expect([code, wrong]).toEqual([2, expect.stringMatching(/^NOT CHECKED: the case: .* answers 503/)]);
    expect(said).toContain('There is a list for every day');
  });

  it('is caught withholding a list, and publishing none for days', async () => {
    site.bend((path) => (path.endsWith(`/days/${FIRST + 2}`) ? 404 : undefined));
    expect((await site.verify(open.paper)).wrong).toContain(`the list of ${on(2)} is withheld`);
    site.bend(() => undefined);
    const { clock } = site.place().county;
    clock.now += 4 * 86_400;
    const late = await site.verify(open.paper);
    clock.now -= 4 * 86_400;
    expect(late).toMatchObject({ code: 1, wrong: expect.stringContaining('4 days have none') });
  });

  it('is caught when it leaves a record out, or shows another one', async () => {
    const cut = (
      change: (answer: { records: { body: string; day: number }[]; count: number }) => void,
    ): void =>
      site.bend((path, body) => {
        if (path !== '/tipline') return undefined;
        const answer = JSON.parse(body);
        change(answer);
        return JSON.stringify(answer);
      });
    cut((answer) => {
      answer.records.pop();
      answer.count -= 1;
    });
    const less = await site.verify(open.paper);
    expect(less).toMatchObject({
      code: 3,
      wrong: expect.stringContaining('it is of record 2, not of the newest'),
    });
    expect(less.wrong).toContain(`${on(1)} has a record of the case that the tip line does not show`);
    cut((answer) => {
      answer.records[0]!.day += 1;
    });
    expect((await site.verify(open.paper)).wrong).toContain(`the case stands in the list of ${on(0)}`);
  });

  it('is caught by name at every bit that is flipped', async () => {
    const days = Array.from({ length: 4 }, (_, i) => `/public/log/days/${FIRST + i}`);
    const flipped = fc.asyncProperty(fc.constantFrom(...days, '/tipline'), fc.nat(), async (at, drawn) => {
      site.bend((path, body) => {
        if (path !== at) return undefined;
        if (path !== '/tipline') return flipChar(body, drawn % body.length, drawn);
        const answer = JSON.parse(body);
        const place = drawn % 2;
        const name = (['head', 'slotsHash', 'body'] as const)[drawn % 3]!;
        answer.records[place][name] = flipBit(answer.records[place][name], drawn);
        return JSON.stringify(answer);
      });
      const { code, wrong } = await site.verify(open.paper);
      expect(code).toBeGreaterThan(0);
      const named =
        at === '/tipline' ? /record [12]/ : new RegExp(`the list of ${dateOfDay(Number(at.slice(-5)))}`);
      expect(wrong).toMatch(named);
    });
    await fc.assert(flipped, { numRuns: runs(40) });
  }, 120_000);

  it('is caught when an acknowledgement is not its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(144 * 8 - 1), async (bit) => {
        site.bend((path, body) => {
          if (path !== '/tipline') return undefined;
          const answer = JSON.parse(body);
          return JSON.stringify({ ...answer, ack: flipBit(answer.ack, bit) });
        });
        const { code, wrong } = await site.verify(open.paper);
        expect([code, wrong]).toEqual([
          1,
          expect.stringContaining('the acknowledgement of the newest record: '),
        ]);
      }),
      { numRuns: runs(25) },
    );
    const kept = site.fileOf('other-ack', ended.ack);
    expect((await site.verify(open.paper, '--ack', kept)).wrong).toContain('it is of another case');
  }, 120_000);

  it('is caught with a directory that the trusted root did not sign', async () => {
    site.bend((path, body) => {
      if (!path.endsWith('/directory')) return undefined;
      const served = JSON.parse(body);
      return JSON.stringify({ ...served, snapshot: flipBit(served.snapshot, 500) });
    });
    const { code, wrong } = await site.verify(open.paper);
    expect([code, wrong]).toEqual([1, expect.stringMatching(/^WRONG: the directory: /)]);
  });
});

describe('the command line', () => {
  it('takes no receipt, and says how it is called', async () => {
    const inArgs = await site.verify('', ...open.paper.split(' '));
    expect(inArgs).toMatchObject({
      code: 2,
      wrong: expect.stringContaining('never typed on the command line'),
    });
    expect(inArgs.wrong).not.toContain(open.paper.slice(0, 7));
    expect(await site.verify('', '--minutes', '0')).toMatchObject({ code: 2 });
    expect(await site.verify('', '--lists-only', '--ack', 'x')).toMatchObject({ code: 2 });
    expect(await site.verify('', '--help')).toMatchObject({
      code: 0,
      said: expect.stringContaining('36 figures'),
    });
  });
});

describe('the published values', () => {
  const v = JSON.parse(readFileSync('docs/formats/tip-day.json', 'utf8'));
  const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

  it('follow from the page for the verifier too, by code of its own', () => {
    const receipt = readReceipt(v.receipt);
    const all = { mailbox: receipt.mailbox, auth: receipt.auth, case_id: receipt.caseId, tag: receipt.tag };
    for (const [name, value] of Object.entries(all))
      expect([name, toHex(new Uint8Array(value))]).toEqual([name, v[name]]);
    const record = H('record', hex(v.head_sha256), hex(v.slots_sha256), hex(v.body_sha256));
    expect(toHex(record)).toBe(v.record_hash);
    const day = Buffer.alloc(4);
    day.writeUInt32BE(v.day);
    expect(toHex(H('day-tag', receipt.tag, day)) + toHex(H('day-record', receipt.tag, day, record))).toBe(
      v.leaf,
    );
    const ack = readAck(toBase64url(hex(v.ack)), receipt.caseId, hex(v.service_pk));
    expect({ ...ack, hash: toHex(new Uint8Array(ack.hash)) }).toEqual({
      seq: 0,
      day: v.day,
      hash: v.record_hash,
    });
  });
});

function flipBit(text: string, drawn: number): string {
  const bytes = bytesOf(text);
  const bit = drawn % (8 * bytes.length);
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return toBase64url(bytes);
}

function flipChar(text: string, at: number, drawn: number): string {
  const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << (drawn % 7)));
  return text.slice(0, at) + flipped + text.slice(at + 1);
}
