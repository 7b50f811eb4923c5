import { toBase64url } from '#shared/crypto/bytes';
import { acceptDirectory } from '#shared/directory/directory';
import type { Content } from '#shared/tip/content';
import { ZERO_HASH } from '#shared/tip/head';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { writeNote } from '#shared/tip/notes';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { routeOf } from '#shared/tip/routing';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ANCHOR, OFFICER, sentDirectory, TODAY, TOWN_KEY, townEntry } from '#test/directory/county';
import { fx } from './published';

/** A photograph, and a recording of two pieces. */
const FILES = [
  {
    id: fx('photo', 16),
    key: fx('photo key', 32),
    pieces: 1,
    length: 900,
    ...{ type: 'image/jpeg', name: '照片1.jpg' },
  },
  {
    id: fx('voice', 16),
    key: fx('voice key', 32),
    pieces: 2,
    length: 400_000,
    ...{ type: 'audio/mp4', name: '录音.m4a' },
  },
] as const;

/** One sealed letter to the small county's town, a note of the town's, and each kind of content; always the same. */
export function letterOf() {
  const keys = receiptKeys(drawReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES).fill(5))!);
  const directory = acceptDirectory(sentDirectory(), ANCHOR, TODAY, 0);
  if (typeof directory === 'string') throw new Error(directory);
  const own = { hpkePk: keys.hpke.publicKey, signPk: keys.signPk };
  const about = { subject: 'village-cadre', matter: 'procedure', avoid: ['county-election'] } as const;
  const contents: Content[] = [
    { kind: 'first', ...own, said: { text: '有人送米', ...about, avoid: [...about.avoid] } },
    { kind: 'message', said: { text: '还有油' } },
    { kind: 'message', said: { text: '照片为证' }, files: [...FILES] },
    { kind: 'message', said: { text: '能转吗', ask: { to: townEntry.office } } },
    { kind: 'message', said: { text: '不同意', consent: { to: townEntry.office, agreed: false } } },
    { kind: 'message', said: { text: '他们昨晚砸了我家的门', reprisal: true } },
    { kind: 'transfer', said: { to: townEntry.office, reason: 'remit', text: '转下级办理。' } },
    { kind: 'status', said: { status: 'refused', reason: 'other-remit', text: '请向法院起诉。' } },
    { kind: 'status', said: { status: 'merged' } },
    { kind: 'status', said: { status: 'parted' } },
    { kind: 'status', said: { status: 'extended', text: '还要核对名单。', approver: '王卫东' } },
    { kind: 'status', said: { status: 'recovered', text: '救回来了。', day: TODAY, uses: [[0, 1, 3]] } },
    { kind: 'note', said: { note: 'handling', way: 'verification', text: '先问村会计' } },
    { kind: 'note', said: { note: 'assignment', to: 4_000_000_000 } },
    {
      kind: 'note',
      said: {
        ...{ note: 'clarification', person: '钱守正', unit: '枣坪村党支部', about: '在换届中有关问题' },
        ...{ finding: '反映的问题不属实。', approver: '王卫东' },
      },
    },
    {
      kind: 'note',
      said: { note: 'archived', day: TODAY, file: toBase64url(fx('archive', 32)), notes: true, files: false },
    },
  ];
  const record = writeRecord({
    caseId: keys.caseId,
    reporterPk: own.hpkePk,
    direction: 0,
    seq: 0,
    prev: ZERO_HASH,
    directory,
    route: routeOf({ office: townEntry.office, second: null, about }, directory, TODAY)!,
    content: contents[0]!,
    signer: { id: 0, seed: keys.signSeed },
    random: Uint8Array.from({ length: RECORD_RANDOM_BYTES }, (_, i) => (i * 37) % 251),
  })!;
  const note = writeNote({
    caseId: keys.caseId,
    notes: [],
    directory,
    office: townEntry,
    said: { note: 'remark', text: '先找村会计核对' },
    signer: { id: OFFICER.id, seed: OFFICER.signSeed },
    random: Uint8Array.from({ length: RECORD_RANDOM_BYTES }, (_, i) => (i * 41) % 251),
  })!;
  return { record, note, contents, reporter: keys.hpke, office: TOWN_KEY };
}
