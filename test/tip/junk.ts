import { expect } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { tag } from '#shared/crypto/codec';
import { inbox, type InboxLine } from '#shared/tip/contract';
import { caseIdOf } from '#shared/tip/receipt-keys';
import { encodeRecord } from '#shared/tip/record';
import { resident, roundCounty } from '#test/recommendation/county';
import type { TestCounty } from '#test/setup';
import { askTokens, create, runTokens, spendOn } from '#test/token/villager';
import { bytes, caseOf, letter, tellAsWriter, type TipCounty, tipCounty, writer } from './case';

const BODIES = 64;
const AT_ONCE = 24;

/** Where a record names its case: behind its length, its tag and its suite. */
const CASE_AT = 2 + tag('tip/head').length + 2;

/** One junk letter: a body that was sealed before, under an id nobody has used; every tenth with bytes for a token. */
function junk(county: TestCounty, sealed: readonly Uint8Array[], n: number) {
  const mailbox = bytes(32);
  const record = sealed[n % BODIES]!.slice();
  record.set(caseIdOf(mailbox), CASE_AT);
  const body = {
    do: 'create' as const,
    mailbox: toBase64url(mailbox),
    auth: toBase64url(bytes(32)),
    tag: toBase64url(bytes(32)),
    record: toBase64url(record),
    ...(n % 10 === 0 && { spend: toBase64url(bytes(384)) }),
  };
  return tellAsWriter(county, { body });
}

/** Sends so many junk letters, some at once; none is refused. */
async function flood({ county }: TipCounty, sealed: readonly Uint8Array[], count: number): Promise<void> {
  let n = 0;
  const worker = async (): Promise<void> => {
    while (n < count) {
      const { code } = await junk(county, sealed, (n += 1));
      if (code) throw new Error(code);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function linesOf(
  { county, town }: TipCounty,
  bucket: 'verified' | 'other',
  most = Infinity,
): Promise<InboxLine[]> {
  const lines: InboxLine[] = [];
  let after: string | undefined;
  do {
    const query = { bucket, ...(after !== undefined && { after }) };
    const page = await county.must(inbox, { params: town.office, query }, town.session);
    lines.push(...page.lines);
    after = page.next;
  } while (after !== undefined && lines.length < most);
  return lines;
}

/** Junk letters to one township neither block an honest villager nor hide their case, nor one without a token. */
export async function withstandsJunk(count: number): Promise<void> {
  const place = await tipCounty();
  const { county } = place;
  await roundCounty(Promise.resolve(county));
  await runTokens(county);
  const sealed = Array.from({ length: BODIES }, (_, i) =>
    encodeRecord(letter(place, writer(), place.town, `垃圾信${i}`)),
  );
  await flood(place, sealed, count);

  const { tokens } = await askTokens(county, await resident(county, 0));
  const keys = writer();
  const record = letter(place, keys, place.town, '有人送米拉票');
  const sentIn = await create(county, keys, record, spendOn(tokens[0]!, record));
  expect([sentIn.code, sentIn.value?.due?.left]).toEqual([undefined, 15]);
  expect((await linesOf(place, 'verified', 1)).map((line) => line.case)).toEqual([caseOf(keys)]);

  const without = writer();
  const plain = await create(county, without, letter(place, without, place.town, '没有令牌的信'));
  expect([plain.code, plain.value?.due?.left]).toEqual([undefined, 15]);
  const others = await linesOf(place, 'other');
  expect(others).toHaveLength(count + 1);
  expect(others.some((line) => line.case === caseOf(without))).toBe(true);
  expect(others.some(({ verified }) => verified)).toBe(false);
}
