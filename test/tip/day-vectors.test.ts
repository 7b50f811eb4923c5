import { it } from '@jest/globals';
import { opensslKey } from '#functions/platform/openssl';
import { AreaCode } from '#shared/area/code';
import { toHex } from '#shared/crypto/bytes';
import { H, sha256 } from '#shared/crypto/hash';
import { leafHash } from '#shared/crypto/merkle';
import { signAck } from '#shared/tip/ack';
import { dayDocument, dayLeaf, dayList, dayLogLeaf } from '#shared/tip/day';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { encodeLeaf } from '#shared/transparency/leaf';
import { fx, isPublished } from '#test/formats/published';

const COUNTY = AreaCode.parse('990101000000');
const DAY = 20_783;
const GROUPS = '425 115 189 349 810 632 164 410 298 940 413 300';

function made() {
  const keys = receiptKeys(GROUPS.split(' ').map(Number));
  const recordHash = H('tip/record', fx('head', 32), fx('slots', 32), fx('body', 32));
  const service = opensslKey(fx('service', 32));
  const leaf = dayLeaf(keys.tag, DAY, recordHash);
  const list = dayList([leaf], (place) => fx(`filler ${place}`, 64));
  const document = dayDocument(COUNTY, DAY, list);
  const logged = encodeLeaf(dayLogLeaf(COUNTY, DAY, document));
  return {
    source: 'made by test/tip/day-vectors.test.ts from fixed inputs; hex. See tip-day.md',
    receipt: GROUPS,
    county: COUNTY,
    day: DAY,
    mailbox: toHex(keys.mailbox),
    auth: toHex(keys.auth),
    case_id: toHex(keys.caseId),
    tag: toHex(keys.tag),
    head_sha256: toHex(fx('head', 32)),
    slots_sha256: toHex(fx('slots', 32)),
    body_sha256: toHex(fx('body', 32)),
    record_hash: toHex(recordHash),
    service_pk: toHex(service.publicKey),
    ack: toHex(signAck({ caseId: keys.caseId, seq: 0, recordHash, day: DAY }, service)),
    leaf: toHex(leaf),
    leaf_of_the_next_day: toHex(dayLeaf(keys.tag, DAY + 1, recordHash)),
    filler_0: toHex(fx('filler 0', 64)),
    fillers: 'filler i = the first 64 bytes of SHA-256("example filler " i || u8 0) || SHA-256(.. u8 1)',
    place_of_the_leaf: list.findIndex((one) => toHex(one) === toHex(leaf)),
    list_sha256: toHex(sha256(...list)),
    document: toHex(document),
    log_leaf: toHex(logged),
    log_leaf_hash: toHex(leafHash(logged)),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/tip-day.json', made());
});
