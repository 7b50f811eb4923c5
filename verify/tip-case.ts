/** A case as its receipt opens it at the tip line: nothing of it is deciphered here, only its hashes are computed. */
import { verifiesEd25519 } from './ed25519';
import type { Fetch } from './fetching';
import { Problem, Unchecked } from './problem';
import type { Receipt } from './receipt';
import { fromJson, fromUtf8, member } from './text';
import { fromBase64url, H, isSame, sha256, tagOf, u32 } from './tip-hash';

/** Bytes of the longest answer: 25 records of 16 KiB in base64, and what goes with them. */
const LONGEST_ANSWER = 4_194_304;
const MOST_RECORDS = 10_000;
/** States in which the office has nothing to do any more. */
const ENDED: readonly unknown[] = ['closed', 'refused', 'erasing', 'erased'];

/** A record: its hash, and the day on which the county says that it came. */
export interface TipRecord {
  readonly hash: Uint8Array;
  readonly day: number;
}

/** A case, whose records follow one another. */
export interface TipCase {
  readonly records: readonly TipRecord[];
  readonly isEnded: boolean;
  /** The day on which its content was erased and the ground, as the county says. */
  readonly erased: { readonly day: number; readonly ground: string } | undefined;
  /** The acknowledgement of the newest record, still to be checked. */
  readonly ack: unknown;
}

/** Reads the case to its end; null when the tip line knows no such receipt. Throws a problem that names a record. */
export async function readCase(fetch: Fetch, tipline: string, receipt: Receipt): Promise<TipCase | null> {
  const records: TipRecord[] = [];
  const opens = { mailbox: text(receipt.mailbox), auth: text(receipt.auth) };
  let prev: Uint8Array = new Uint8Array(32);
  for (;;) {
    const body = JSON.stringify({ do: 'read', ...opens, from: records.length });
    const bytes = await fetch(`${tipline}/tipline`, LONGEST_ANSWER, body);
    if (typeof bytes === 'string') return null;
    const answer = fromJson(fromUtf8(bytes) ?? '');
    // Every answer has the status 200 and one length, so that the network sees no difference.
    const code = member(answer, 'code');
    if (code === 'tip-unknown') return null;
    if (code !== undefined) throw new Unchecked(`the tip line answers ${JSON.stringify(code)}`);
    const [count, page] = [member(answer, 'count'), member(answer, 'records')];
    if (typeof count !== 'number' || count < 1 || count > MOST_RECORDS || !Array.isArray(page))
      throw new Problem('the tip line does not answer with a case');
    for (const wire of page) {
      const record = readRecord(wire, { caseId: receipt.caseId, seq: records.length, prev });
      records.push(record);
      prev = record.hash;
    }
    if (records.length >= count || page.length === 0) {
      if (records.length !== count)
        throw new Problem(`the tip line shows ${records.length} records and says that there are ${count}`);
      const stands = member(answer, 'state');
      const isEnded = ENDED.includes(member(stands, 'state'));
      return { records, isEnded, erased: erasedIn(stands), ack: member(answer, 'ack') };
    }
  }
}

/** Words for the grounds of an erasure; one that is newer than this program is said by its code. */
const GROUNDS = new Map<unknown, string>([
  ['kept', 'its keeping time was over'],
  ['unrelated', 'it told of people who have nothing to do with it'],
  ['unlawful', 'the law asked for it'],
]);

function erasedIn(state: unknown): TipCase['erased'] {
  const [day, ground] = [member(state, 'erased'), member(state, 'ground')];
  if (typeof day !== 'number' || typeof ground !== 'string') return undefined;
  return { day, ground: GROUNDS.get(ground) ?? ground };
}

interface Place {
  readonly caseId: Uint8Array;
  readonly seq: number;
  readonly prev: Uint8Array;
}

/** T("tip/head") | u16 suite | case_id b[16] | u8 direction | u32 seq | prev b[32] | .. */
function readRecord(wire: unknown, { caseId, seq, prev }: Place): TipRecord {
  const name = `record ${seq + 1}`;
  const head = fromBase64url(member(wire, 'head'));
  const slots = fromBase64url(member(wire, 'slotsHash'), 32);
  const day = member(wire, 'day');
  const body = bodyHashOf(wire);
  if (!head || !slots || !body || typeof day !== 'number' || !Number.isInteger(day) || day < 0)
    throw new Problem(`${name} is not a record`);
  const start = tagOf('head');
  const at = start.length + 2;
  if (!isSame(head.subarray(0, start.length), start)) throw new Problem(`${name} has no head`);
  if (!isSame(head.subarray(at, at + 16), caseId)) throw new Problem(`${name} is of another case`);
  if (!isSame(head.subarray(at + 17, at + 21), u32(seq)))
    throw new Problem(`${name} says that it has another place`);
  if (!isSame(head.subarray(at + 21, at + 53), prev))
    throw new Problem(`${name} does not name the record before it: one of the two was changed`);
  return { hash: H('record', sha256(head), slots, body), day };
}

/** Of a body that was erased its hash is kept. */
function bodyHashOf(wire: unknown): Uint8Array | null {
  const body = fromBase64url(member(wire, 'body'));
  return body ? sha256(body) : fromBase64url(member(wire, 'bodyHash'), 32);
}

/** An acknowledgement: which record was received, and on which day. */
export interface Ack {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly day: number;
}

/** Reads an acknowledgement in base64url of this case; throws a problem unless the service key has signed it. */
export function readAck(given: unknown, caseId: Uint8Array, servicePk: Uint8Array): Ack {
  const bytes = fromBase64url(given);
  const start = tagOf('ack');
  if (bytes?.length !== start.length + 124 || !isSame(bytes.subarray(0, start.length), start))
    throw new Problem('it is not an acknowledgement');
  const fields = Buffer.from(bytes.subarray(start.length));
  if (!isSame(fields.subarray(0, 16), caseId)) throw new Problem('it is of another case');
  if (!isSame(fields.subarray(56, 60), sha256(servicePk).subarray(0, 4)))
    throw new Problem('it was signed with another key than the county’s service key of today');
  if (!verifiesEd25519(servicePk, bytes.subarray(0, -64), bytes.subarray(-64)))
    throw new Problem('its signature is not that of the county’s service key');
  return { seq: fields.readUInt32BE(16), hash: fields.subarray(20, 52), day: fields.readUInt32BE(52) };
}

/** Throws a problem unless the case holds what was acknowledged. */
export function refuseOther({ seq, hash, day }: Ack, { records }: TipCase): void {
  const record = records[seq];
  if (!record)
    throw new Problem(`it is of record ${seq + 1}, and the case has ${records.length}: records are missing`);
  if (!isSame(record.hash, hash)) throw new Problem(`record ${seq + 1} is another one than was acknowledged`);
  if (record.day !== day)
    throw new Problem(`record ${seq + 1} is said to be of another day than was acknowledged`);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
