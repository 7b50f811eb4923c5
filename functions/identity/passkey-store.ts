import type { Grant } from '#shared/identity/grant';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

/** A person's passkeys. */
export async function readPasskeys(dynamo: Dynamo, person: Id): Promise<items.StoredPasskey[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.PASSKEYS });
  return found.map((item) => items.StoredPasskey.parse(item));
}

/** A person's passkey of that credential id, and what they have been granted; undefined where there is none. */
export async function readPasskeyHolder(
  dynamo: Dynamo,
  person: Id,
  credential: string,
): Promise<{ passkey: items.StoredPasskey; grants: Grant[] } | undefined> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  const item = found.find(({ SK }) => SK === `${items.PASSKEYS}${credential}`);
  if (!item) return undefined;
  const grants = found.filter(({ SK }) => String(SK).startsWith(items.GRANTS));
  return {
    passkey: items.StoredPasskey.parse(item),
    grants: grants.map((grant) => items.StoredGrant.parse(grant)),
  };
}

/** A challenge that is being answered, by its hash. */
export interface Spent {
  challengeHash: string;
  until: number;
}

/** Adds a passkey and spends the challenge it was made for; the same passkey again is no failure. */
export async function addPasskey(
  dynamo: Dynamo,
  person: Id,
  passkey: Omit<items.StoredPasskey, 'auditHash'>,
  { challengeHash, until }: Spent,
  now: number,
): Promise<Result<void>> {
  const { credential } = passkey;
  const { write, auditHash } = audit({
    entity: passkeyEntity(person, credential),
    revision: 1,
    previous: '',
    actor: person,
    action: 'add passkey',
    at: now,
  });
  const written = await dynamo.transact([
    items.spendChallenge(challengeHash, until),
    items.newPasskey(person, { ...passkey, auditHash }),
    write,
  ]);
  if (written.ok) return ok();
  const known = await readPasskeys(dynamo, person);
  return known.some((one) => one.credential === credential) ? ok() : fail('passkey-unfit');
}

function passkeyEntity(person: Id, credential: string): string {
  return `PASSKEY#${person}#${credential}`;
}

/** Removes a passkey; one that is gone already is no failure. */
export async function removePasskey(
  dynamo: Dynamo,
  person: Id,
  credential: string,
  now: number,
): Promise<Result<void>> {
  const known = await readPasskeys(dynamo, person);
  const passkey = known.find((one) => one.credential === credential);
  if (!passkey) return ok();
  const { write } = audit({
    entity: passkeyEntity(person, credential),
    revision: 2,
    previous: passkey.auditHash,
    actor: person,
    action: 'remove passkey',
    at: now,
  });
  return unlessConflict(await dynamo.transact([items.dropPasskey(person, credential), write]));
}

/** Opens a session by a passkey, spends the challenge it answered, and puts down that it was used. */
export async function openByPasskey(
  dynamo: Dynamo,
  passkey: items.StoredPasskey,
  after: { signCount: number; usedOn: number },
  { challengeHash, until }: Spent,
  session: items.NewSession,
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.spendChallenge(challengeHash, until),
    items.usePasskey(session.person, passkey, after),
    ...items.newSession(session, { by: 'passkey', means: passkey.credential }),
  ]);
  return written.ok ? ok() : fail('passkey-refused');
}
