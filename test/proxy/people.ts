import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/proxy/contract';
import type { RollRow } from '#shared/roll/row';
import type { TestCounty } from '#test/setup';

const ascii = (text: string) => [...Buffer.from(text, 'ascii')];
const segment = (marker: number, bytes: readonly number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 7, 0xff, 0, 7, 0xff, 0xd0, 7];
const jpeg = (...before: number[][]) =>
  toBase64url(new Uint8Array([0xff, 0xd8, ...before.flat(), ...SCAN, 0xff, 0xd9]));
const JFIF = segment(0xe0, [74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

/** As little as is a photograph. */
export const PHOTO = jpeg(JFIF);
/** The same as a camera writes it: with a place, a comment, and more behind its end. */
export const PHOTO_WITH_PLACE = toBase64url(
  new Uint8Array([
    ...bytesOf(jpeg(JFIF, segment(0xe1, ascii('Exif GPS 30.1N')), segment(0xfe, [7]))),
    ...ascii('GPS'),
  ]),
);
export const TEXT = { relation: '兄弟', reason: '在外务工，选举日回不来。' } as const;

export const named = ({ name, idNumber }: RollRow) => ({ name, idLastSix: idNumber.slice(-6) });

/** Asks on the phone that somebody votes for the signed-in person. */
export const ask = (county: TestCounty, area: AreaCode, id: Id, as: Session, agent: RollRow, paper = PHOTO) =>
  county.send(
    contracts.askProxy,
    { params: { area, id }, body: { ...TEXT, agent: named(agent), paper } },
    as,
  );

/** Brings a paper with both signatures to the counter. */
export const enter = (
  county: TestCounty,
  area: AreaCode,
  id: Id,
  as: Session,
  {
    principal,
    agent,
    askedOn,
    paper,
  }: { principal: RollRow; agent: RollRow; askedOn: string; paper?: string },
) => {
  const on = contracts.Proxy.options[0].shape.askedOn.parse(askedOn);
  const body = { ...TEXT, askedOn: on, principal: named(principal), agent: named(agent) };
  const whole = paper === undefined ? body : { ...body, paper };
  return county.send(contracts.enterProxy, { params: { area, id }, body: whole }, as);
};
