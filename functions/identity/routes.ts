import { createHash } from 'node:crypto';
import * as contracts from '#shared/identity/contract';
import type { Session, SignedIn } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import type { Caller } from '../platform/authenticate';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform, Platform } from '../platform/platform';
import {
  type Answered,
  answeredChallenge,
  checkPasskey,
  makeChallenge,
  type PasskeySite,
  readNewPasskey,
  SIGN_IN,
} from './passkey';
import * as grantStore from './grant-store';
import * as passkeyStore from './passkey-store';
import * as phoneStore from './phone-store';
import * as store from './store';
import { ACCESS_SECONDS, SESSION_SECONDS, type SignAccess } from './token';
import type { CodeToOpenid } from './wechat';

/** What only `identity` holds. */
export interface IdentityPlatform extends KeyedPlatform {
  signAccess: SignAccess;
  codeToOpenid: CodeToOpenid;
  /** The one code that founds a county, given to its first officer on paper; empty when it is switched off. */
  foundingCode: string;
  /** The site whose desks make and use passkeys. */
  site: PasskeySite;
}

const DESK_SECONDS = 300;

/** Sign-in, sessions, invitations, desks. */
export function identityRoutes(p: IdentityPlatform): Route[] {
  return [
    route(contracts.signInByWechat, async ({ body, now }) => {
      const openid = await p.codeToOpenid(body.code);
      if (!openid.ok) return openid;
      return signIn(p, p.hash('openid', openid.value), now);
    }),

    route(contracts.renewSession, async ({ body, now }) => {
      const rotation = rotationOf(p, body.refresh);
      const standing = await store.readSession(p.dynamo, rotation, now);
      if (!standing) return fail('signed-out');
      const { person, device, since } = standing;
      const grants = await store.readSignedIn(p.dynamo, standing, now);
      if (!grants) return fail('signed-out');
      const session = { person, device, since, until: now + SESSION_SECONDS };
      const rotated = await store.rotateSession(p.dynamo, rotation, session, now);
      if (!rotated.ok) return rotated;
      const holder = { person, device, grants, provedAt: since };
      return ok(await sessionOf(p, holder, nextToken(p, body.refresh), now));
    }),

    route(contracts.endSession, async ({ body }) => {
      await store.closeSession(p.dynamo, rotationOf(p, body.refresh));
      return ok(undefined);
    }),

    route(contracts.endAllSessions, async ({ caller, now }) => {
      await store.endAllSessions(p.dynamo, caller.person, now);
      return ok(undefined);
    }),

    route(contracts.acceptInvitation, async ({ body, caller, now }) => {
      const codeHash = p.hash('invitation', body.code);
      const taken =
        p.foundingCode !== '' && body.code === p.foundingCode
          ? await grantStore.foundCounty(p.dynamo, codeHash, caller.person, p.county, now)
          : await grantStore.takeInvitation(p.dynamo, codeHash, caller.person, now);
      return taken.ok ? ok({ grants: [taken.value] }) : taken;
    }),

    ...deskRoutes(p),
    ...deviceRoutes(p),
    ...passkeyRoutes(p),
  ];
}

function deskRoutes(p: IdentityPlatform): Route[] {
  return [
    route(contracts.openDesk, async ({ now }) => {
      const secret = token(p);
      const until = now + DESK_SECONDS;
      const opened = await store.putDesk(p.dynamo, p.hash('desk', scanOf(secret)), until);
      return opened.ok ? ok({ scan: scanOf(secret), secret, until }) : opened;
    }),

    route(contracts.approveDesk, async ({ body, caller, now }) =>
      store.approveDesk(p.dynamo, p.hash('desk', body.scan), caller.person, now),
    ),

    route(contracts.claimDesk, async ({ body, now }) => {
      const scanHash = p.hash('desk', scanOf(body.secret));
      const desk = await store.readDesk(p.dynamo, scanHash, now);
      if (!desk) return fail('desk-gone');
      const person = desk.approvedBy;
      if (!person) return ok({ state: 'waiting' as const });
      const grants = await store.readGrants(p.dynamo, person);
      const session = await sessionFor(p, person, grants, now, (opened) =>
        store.claimDesk(p.dynamo, scanHash, opened),
      );
      return session.ok ? ok({ state: 'signed-in' as const, session: session.value }) : session;
    }),
  ];
}

/** What a challenge becomes once it is answered: kept until it would have run out, so that it is answered once. */
function spent(p: KeyedPlatform, { challenge, until }: Answered): passkeyStore.Spent {
  return { challengeHash: p.hash('passkey', challenge), until };
}

function deviceRoutes(p: IdentityPlatform): Route[] {
  return [
    route(contracts.myDevices, async ({ caller, now }) => {
      const { phones, passkeys, signedIn } = await phoneStore.readDevices(p.dynamo, caller.person, now);
      return ok({
        signedIn: placesOf({ phones, passkeys, signedIn }, caller.device),
        phones: phones.map(({ phone, name, since, usedOn }) => ({ phone, name, since, used: usedOn })),
        passkeys: passkeys.map(({ credential, name, since, usedOn }) => ({
          credential,
          name,
          since,
          used: usedOn,
        })),
      });
    }),

    route(contracts.signOutDevice, async ({ body, caller }) => {
      await store.signOutDevice(p.dynamo, caller.person, body.device);
      return ok(undefined);
    }),

    route(contracts.offerPhone, async ({ body, caller, now }) => {
      const { person } = caller;
      // Made from the id, so that the same request again shows the same figures and nothing of them is stored.
      const number = figuresOf(p.hash('phone-figures', person, body.id));
      const offer = { kind: 'phone' as const, ...body, person, until: now + DESK_SECONDS };
      const offered = await phoneStore.offerPhone(p.dynamo, p.hash('phone', number), offer, now);
      return offered.ok ? ok({ number, until: offered.value.until }) : offered;
    }),

    route(contracts.bindPhone, async ({ body, now }) => {
      const openid = await p.codeToOpenid(body.code);
      if (!openid.ok) return openid;
      const openidHash = p.hash('openid', openid.value);
      const triedBy = p.hash('try-phone', openidHash);
      const asked = { openidHash, codeHash: p.hash('phone', body.number), triedBy, phone: newId(p) };
      return phoneStore.bindPhone(p.dynamo, asked, now);
    }),

    route(contracts.unbindPhone, async ({ body, caller, now }) =>
      phoneStore.unbindPhone(p.dynamo, caller.person, body.phone, now),
    ),
  ];
}

/** Where somebody is signed in, newest use first, each by the name of what opened it. */
function placesOf(
  { phones, passkeys, signedIn }: Awaited<ReturnType<typeof phoneStore.readDevices>>,
  here: Id,
): SignedIn[] {
  const names = new Map<string, string>([
    ...phones.map(({ phone, name }) => [`phone ${phone}`, name] as const),
    ...passkeys.map(({ credential, name }) => [`passkey ${credential}`, name] as const),
  ]);
  return signedIn
    .sort((a, b) => b.endsAt - a.endsAt)
    .map(({ device, by, means, since, usedOn }) => ({
      device,
      by,
      name: names.get(`${by} ${means}`) ?? '',
      since: dayOf(since),
      used: usedOn,
      here: device === here,
    }));
}

/** Eight decimal figures of a hash. */
function figuresOf(hash: string): string {
  const drawn = Buffer.from(hash, 'base64url').readUIntBE(0, 6) % 100_000_000;
  return String(drawn).padStart(8, '0');
}

function passkeyRoutes(p: IdentityPlatform): Route[] {
  const { rpId } = p.site;
  return [
    route(contracts.offerPasskey, async ({ caller, now }) => {
      const passkeys = await passkeyStore.readPasskeys(p.dynamo, caller.person);
      if (passkeys.length >= contracts.MOST_PASSKEYS) return fail('passkeys-full');
      const known = passkeys.map(({ credential }) => credential);
      return ok({ ...makeChallenge(p.hash, caller.person, p.random(16), now), rpId, known });
    }),

    route(contracts.addPasskey, async ({ body, caller, now }) => {
      const { person } = caller;
      const answered = answeredChallenge(p.hash, person, body.clientDataJSON, now);
      if (!answered) return fail('passkey-unfit');
      const made = await readNewPasskey(p.site, body, answered);
      if (!made.ok) return made;
      const day = dayOf(now);
      const passkey = { ...made.value, name: body.name, since: day, usedOn: day };
      return passkeyStore.addPasskey(p.dynamo, person, passkey, spent(p, answered), now);
    }),

    route(contracts.removePasskey, async ({ body, caller, now }) =>
      passkeyStore.removePasskey(p.dynamo, caller.person, body.credential, now),
    ),

    ...passkeySignIn(p),
  ];
}

function passkeySignIn(p: IdentityPlatform): Route[] {
  const { rpId } = p.site;
  return [
    route(contracts.challengePasskey, ({ now }) =>
      Promise.resolve(ok({ ...makeChallenge(p.hash, SIGN_IN, p.random(16), now), rpId })),
    ),

    route(contracts.signInByPasskey, async ({ body, now }) => {
      const answered = answeredChallenge(p.hash, SIGN_IN, body.clientDataJSON, now);
      const { person, credential } = body;
      const holder = answered && (await passkeyStore.readPasskeyHolder(p.dynamo, person, credential));
      if (!holder) return fail('passkey-refused');
      const { passkey, grants } = holder;
      const count = await checkPasskey(p.site, passkey, body, answered);
      if (!count.ok) return count;
      const after = { signCount: count.value, usedOn: dayOf(now) };
      return sessionFor(p, person, grants, now, (session) =>
        passkeyStore.openByPasskey(p.dynamo, passkey, after, spent(p, answered), session),
      );
    }),
  ];
}

async function signIn(p: IdentityPlatform, openidHash: string, now: number): Promise<Result<Session>> {
  const known = await store.findPerson(p.dynamo, openidHash);
  if (known) return signInPerson(p, known, now);
  const [fresh, phone] = [newId(p), newId(p)];
  const first = await sessionFor(p, fresh, [], now, (session) =>
    store.createPerson(p.dynamo, { openidHash, phone }, session, dayOf(now)),
  );
  if (first.ok) return first;
  // The same user came first from elsewhere: the code is spent, so this one must go on as that person.
  const other = await store.findPerson(p.dynamo, openidHash);
  return other ? signInPerson(p, other, now) : first;
}

function newId(p: Platform): Id {
  return Id.parse(Buffer.from(p.random(16)).toString('base64url'));
}

async function signInPerson(
  p: IdentityPlatform,
  by: { person: Id; phone: Id },
  now: number,
): Promise<Result<Session>> {
  const grants = await store.readGrants(p.dynamo, by.person);
  return sessionFor(p, by.person, grants, now, (session) =>
    store.openSession(p.dynamo, by, session, dayOf(now)),
  );
}

async function sessionFor(
  p: IdentityPlatform,
  person: Id,
  grants: Grant[],
  now: number,
  save: (session: store.NewSession) => Promise<Result<void>>,
): Promise<Result<Session>> {
  const refresh = token(p);
  const tokenHash = p.hash('session', refresh);
  const device = newId(p);
  const saved = await save({ tokenHash, person, device, since: now, until: now + SESSION_SECONDS });
  return saved.ok ? ok(await sessionOf(p, { person, device, grants, provedAt: now }, refresh, now)) : saved;
}

async function sessionOf(
  p: IdentityPlatform,
  holder: Caller,
  refresh: string,
  now: number,
): Promise<Session> {
  const access = await p.signAccess(holder, now);
  const { person, grants } = holder;
  return { person, access, until: now + ACCESS_SECONDS, refresh, grants: [...grants] };
}

/** The token that replaces another: made from it under the county's secret, so that the same renewal answers the same. */
function nextToken(p: KeyedPlatform, refresh: string): string {
  return p.hash('next-session', refresh);
}

function rotationOf(p: KeyedPlatform, refresh: string): store.Rotation {
  return { token: p.hash('session', refresh), next: p.hash('session', nextToken(p, refresh)) };
}

function token(p: Platform): string {
  return Buffer.from(p.random(32)).toString('base64url');
}

/** What the QR code shows follows from the secret, and not the other way round: a photograph of the screen claims nothing. */
function scanOf(secret: string): string {
  return createHash('sha256').update(`desk\n${secret}`).digest('base64url');
}
