import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/proxy/contract';
import type { RollRow } from '#shared/roll/row';
import type { TestCounty } from '#test/setup';

/** As little as looks like a photograph. */
export const PHOTO = toBase64url(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(60).fill(7)]));
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
