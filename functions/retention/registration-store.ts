import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { registrationsRange, StoredRegistration } from '../registration/items';
import { certificatesRange, StoredCertificate } from '../roll/certificate-items';
import type { PastElection } from './past';

/** Deletes what was answered and tried up to an election, and the certificates that were given for it. */
export async function endRegistrations(
  dynamo: Dynamo,
  { village, electionDay }: PastElection,
): Promise<number> {
  const answered = await clear(dynamo, 'people', registrationsRange(village), (item) => {
    const { answers, contacts } = StoredRegistration.parse(item).registration;
    return [...answers.map(({ on }) => on), ...contacts.map(({ day }) => day)].every(
      (day) => day <= electionDay,
    );
  });
  const certified = await clear(
    dynamo,
    'people',
    certificatesRange(village),
    (item) => StoredCertificate.parse(item).certificate.issuedOn <= electionDay,
  );
  return answered + certified;
}
