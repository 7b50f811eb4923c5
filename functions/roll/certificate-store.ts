import type { AreaCode } from '#shared/area/code';
import type { ActedFor } from '#shared/election/contract';
import type { Id } from '#shared/ids';
import type { Certificate, CertificateText } from '#shared/registration/contract';
import * as rules from '#shared/registration/rules';
import { fail, ok, type Result } from '#shared/result';
import type { LegalDate } from '#shared/time';
import { plannedIn, timetableAt } from '../election/planned-items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { KeyedHash } from '../platform/keyed-hash';
import { headKey, identityKey, StoredHead, StoredIdentity, stillOffRoll } from './items';
import { entryOf } from '../platform/roll-hash';
import * as items from './certificate-items';

const TRIES = 5;

/** Who certifies what of whom. */
export interface Issuing {
  village: AreaCode;
  text: CertificateText;
  today: LegalDate;
  by: ActedFor | undefined;
  actor: Id;
}

/** Gives a person their one certificate of a term; whoever is put on the village's roll meanwhile gets none. */
export async function issue(
  dynamo: Dynamo,
  hash: KeyedHash,
  { village, text, today, by, actor }: Issuing,
  now: number,
): Promise<Result<Certificate>> {
  const entry = entryOf(hash, text.idNumber);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await readKnown(dynamo, village, entry);
    if (!known.ok) return known;
    const { term, before, count, revision, onThisRoll, unmoved } = known.value;
    const next = rules.issueCertificate({ before, count, onThisRoll, today, by }, text);
    if (!next.ok || next.value === before) return next;
    const entity = `CERTIFICATE#${village}#${term}#${entry}`;
    const event = audit({ entity, revision: 1, previous: '', actor, action: 'issue', at: now });
    const writes = [
      ...unmoved,
      ...items.putCertificate(village, { certificate: next.value, entry }, { term, revision }),
      event.write,
    ];
    if ((await dynamo.transact(writes)).ok) return next;
  }
  return fail('busy');
}

async function readKnown(dynamo: Dynamo, village: AreaCode, entry: Id) {
  const [timetable, stood, bound, counted] = await dynamo.batchGet([
    timetableAt(village),
    { table: 'people', key: headKey(village) },
    { table: 'people', key: identityKey(entry) },
    { table: 'people', key: items.countKey(village) },
  ]);
  const election = plannedIn(timetable);
  if (!election) return fail('election-unplanned');
  const { term } = election;
  const version = stood ? StoredHead.parse(stood).version : 0;
  const identity = bound && StoredIdentity.parse(bound);
  const count = counted && items.StoredCount.parse(counted);
  const found = await dynamo.get('people', items.certificateKey(village, term, entry));
  const places = identity ? [identity.pending, identity.standing] : [];
  return ok({
    term,
    before: found && items.StoredCertificate.parse(found).certificate,
    count: count?.term === term ? count.count : 0,
    revision: count?.revision ?? 0,
    onThisRoll: places.some((place) => place?.village === village && place.version === version),
    unmoved: stillOffRoll({ village, version }, entry, identity),
  });
}

/** The certificates of a village's term by their number. */
export async function readCertificates(dynamo: Dynamo, village: AreaCode) {
  const [timetable] = await dynamo.batchGet([timetableAt(village)]);
  const election = plannedIn(timetable);
  if (!election) return fail('not-found');
  const { body, term } = election;
  const found = await dynamo.query('people', items.certificateRange(village, term));
  const certificates = found
    .map((item) => items.StoredCertificate.parse(item).certificate)
    .sort((a, b) => a.number - b.number);
  return ok({ body, term, certificates });
}

/** Who has a certificate of a village, by entry: the newest, of whichever term. */
export async function certifiedBy(dynamo: Dynamo, village: AreaCode): Promise<Map<Id, Certificate>> {
  const found = await dynamo.query('people', items.certificatesRange(village));
  const stored = found.map((item) => items.StoredCertificate.parse(item));
  stored.sort((a, b) => (a.certificate.issuedOn < b.certificate.issuedOn ? -1 : 1));
  return new Map(stored.map(({ entry, certificate }) => [entry, certificate]));
}
