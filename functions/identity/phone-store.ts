import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { countOne, HOUR } from '../roll/items';
import * as items from './items';

/** A person's phones and passkeys, and where they are signed in at `now`. */
export async function readDevices(
  dynamo: Dynamo,
  person: Id,
  now: number,
): Promise<{
  phones: items.StoredPhone[];
  passkeys: items.StoredPasskey[];
  signedIn: items.StoredSignedIn[];
}> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  const under = (prefix: string) => found.filter(({ SK }) => String(SK).startsWith(prefix));
  return {
    phones: under(items.PHONES).map((item) => items.StoredPhone.parse(item)),
    passkeys: under(items.PASSKEYS).map((item) => items.StoredPasskey.parse(item)),
    signedIn: items.signedInOf(found, now),
  };
}

/** A phone as it is added on a day; the chain of its audit events begins with it. */
function phoneAdded(person: Id, added: Omit<items.StoredPhone, 'auditHash'>, now: number) {
  const { write, auditHash } = audit({
    entity: `PHONE#${added.phone}`,
    revision: 1,
    previous: '',
    actor: person,
    action: 'bind phone',
    at: now,
  });
  return { write, phone: { ...added, auditHash } };
}

/** Offers a second phone; the same request again is answered as the first. */
export async function offerPhone(
  dynamo: Dynamo,
  codeHash: string,
  offer: items.StoredPhoneOffer,
  now: number,
): Promise<Result<{ until: number }>> {
  const written = await dynamo.transact([items.offerPhone(codeHash, offer, now)]);
  if (written.ok) return ok({ until: offer.until });
  const stands = items.StoredPhoneOffer.safeParse(await dynamo.get('people', items.codeKey(codeHash)));
  const isSame = stands.data?.person === offer.person && stands.data.id === offer.id;
  return stands.success && isSame ? ok({ until: stands.data.until }) : fail('conflict');
}

/** A phone that types figures: its WeChat by hash, the figures by hash, and by what its tries are counted. */
interface Binding {
  openidHash: string;
  codeHash: string;
  triedBy: string;
  /** The id it gets. */
  phone: Id;
}

/** Makes a phone another of whoever offered it; every try of its WeChat counts. */
export async function bindPhone(dynamo: Dynamo, asked: Binding, now: number): Promise<Result<void>> {
  const { openidHash, codeHash, triedBy, phone } = asked;
  const counted = countOne(triedBy, Math.floor(now / HOUR), PHONE_TRIES_AN_HOUR);
  const refuse = async (code: 'phone-code-unknown' | 'phone-taken') => {
    const written = await dynamo.transact([counted]);
    return fail(written.ok ? code : 'too-many-tries');
  };
  const [offered, tied] = await dynamo.batchGet([
    { table: 'people', key: items.codeKey(codeHash) },
    { table: 'people', key: items.wechatKey(openidHash) },
  ]);
  const offer = items.StoredPhoneOffer.safeParse(offered).data;
  const before = tied && items.StoredWechat.parse(tied);
  if (offer && before?.person === offer.person) return ok();
  if (!offer || offer.until <= now || offer.usedBy !== undefined) return refuse('phone-code-unknown');
  if (before && items.isSomebody(await dynamo.query('people', { PK: `PERSON#${before.person}` })))
    return refuse('phone-taken');
  const { person, name } = offer;
  const day = dayOf(now);
  const added = phoneAdded(person, { phone, openidHash, name, since: day, usedOn: day }, now);
  const written = await dynamo.transact([
    counted,
    items.usePhoneOffer(codeHash, offer, openidHash),
    ...items.newPhone(person, added.phone, before),
    ...(before ? [items.staysNobody(before.person), items.endSessions(before.person, now)] : []),
    added.write,
  ]);
  if (written.ok) return ok();
  return written.failed.includes(0) ? fail('too-many-tries') : refuse('phone-code-unknown');
}

/** How often the WeChat of a phone may type figures in an hour. */
const PHONE_TRIES_AN_HOUR = 5;

/** Unbinds a phone and ends all sessions; one that is gone already is no failure. */
export async function unbindPhone(dynamo: Dynamo, person: Id, phone: Id, now: number): Promise<Result<void>> {
  const { phones } = await readDevices(dynamo, person, now);
  const stored = phones.find((one) => one.phone === phone);
  if (!stored) return ok();
  const other = phones.find((one) => one.phone !== phone);
  if (!other) return fail('phone-last');
  const { write } = audit({
    entity: `PHONE#${phone}`,
    revision: stored.auditHash === '' ? 1 : 2,
    previous: stored.auditHash,
    actor: person,
    action: 'unbind phone',
    at: now,
  });
  const written = await dynamo.transact([
    ...items.dropPhone(person, stored, other.phone),
    items.endSessions(person, now),
    write,
  ]);
  return unlessConflict(written);
}
