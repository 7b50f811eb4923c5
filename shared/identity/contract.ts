import * as z from 'zod';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { base64urlOf, base64urlUpTo, Id } from '../ids';
import { Seconds } from '../time';
import { Grant } from './grant';
import { INVITERS, Role } from './role';
import { Text } from '../text';
import { whole } from '../whole';

/** An access token (JWT, ten minutes) and the one-time token that renews it. */
export const Session = z.object({
  person: Id,
  access: z.string(),
  /** When `access` ends. */
  until: Seconds,
  refresh: z.string(),
  grants: z.array(Grant),
});
export type Session = z.output<typeof Session>;

const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '登录凭证不对');

/** Signs in with the code of `wx.login`; an unknown WeChat user becomes a person. */
export const signInByWechat = contract({
  method: 'POST',
  path: '/identity/wechat',
  access: 'anyone',
  body: z.strictObject({ code: Text.min(1).max(128) }),
  responses: { 200: Session },
});

/** Renews a session: the old refresh token ends, a new one begins; for a minute the old one is answered with the same. */
export const renewSession = contract({
  method: 'POST',
  path: '/identity/renew',
  access: 'anyone',
  body: z.strictObject({ refresh: Secret }),
  responses: { 200: Session },
});

/** Ends a session, and the one that has replaced it in the last minute. */
export const endSession = contract({
  method: 'POST',
  path: '/identity/end',
  access: 'anyone',
  body: z.strictObject({ refresh: Secret }),
  responses: { 204: z.void() },
});

/** Ends every session the person has, on every device: for a phone that is lost. Tokens that are out hold ten minutes. */
export const endAllSessions = contract({
  method: 'POST',
  path: '/identity/end-all',
  access: 'session',
  fresh: true,
  body: z.strictObject({}),
  responses: { 204: z.void() },
});

/** Takes up an invitation; the person's new grants stand in the renewed session. */
export const acceptInvitation = contract({
  method: 'POST',
  path: '/identity/invitations',
  access: 'session',
  body: z.strictObject({ code: z.string().regex(/^[A-Z2-9]{12}$/, '邀请码是 12 个字') }),
  responses: { 200: z.object({ grants: z.array(Grant) }) },
});

/** Opens a desk sign-in: the page shows `scan` as a QR code and claims with the `secret` only it knows. */
export const openDesk = contract({
  method: 'POST',
  path: '/identity/desk',
  access: 'anyone',
  body: z.strictObject({}),
  responses: { 200: z.object({ scan: z.string(), secret: Secret, until: Seconds }) },
});

/** The person who scanned says: sign me in at that desk. */
export const approveDesk = contract({
  method: 'POST',
  path: '/identity/desk/approve',
  access: 'session',
  body: z.strictObject({ scan: Secret }),
  responses: { 204: z.void() },
});

/** The desk asks whether somebody approved; the session is handed out once. */
export const claimDesk = contract({
  method: 'POST',
  path: '/identity/desk/claim',
  access: 'anyone',
  body: z.strictObject({ secret: Secret }),
  responses: {
    200: z.discriminatedUnion('state', [
      z.object({ state: z.literal('waiting') }),
      z.object({ state: z.literal('signed-in'), session: Session }),
    ]),
  },
});

const Credential = base64urlUpTo(255);
const ClientData = base64urlUpTo(2048);

/** A passkey as its owner sees it; days are UTC+8. */
const Passkey = z.object({
  credential: Credential,
  /** What its owner calls the device. */
  name: z.string(),
  since: z.int(),
  used: z.int(),
});
export type Passkey = z.output<typeof Passkey>;

/** A WeChat of one person, on whichever phone; days are UTC+8. */
const Phone = z.object({
  phone: Id,
  /** What the person called it when they added it; empty for the first. */
  name: z.string(),
  since: z.int(),
  used: z.int(),
});
export type Phone = z.output<typeof Phone>;

/** A device where the caller is signed in now, until it is not used for a month; days are UTC+8. */
const SignedIn = z.object({
  device: Id,
  /** What opened it: a WeChat, a phone that let a desk in, a passkey. */
  by: z.enum(['phone', 'desk', 'passkey']),
  /** What the caller calls that phone or passkey; empty where it has no name or is gone. */
  name: z.string(),
  since: z.int(),
  used: z.int(),
  /** The device that asks. */
  here: z.boolean(),
});
export type SignedIn = z.output<typeof SignedIn>;

/** Eight figures that a second phone types. */
export const PhoneNumber = z.string().regex(/^\d{8}$/, '要填 8 位数字');

/** Offers the caller's place to a second phone: figures for five minutes, used once; the same id shows the same. */
export const offerPhone = contract({
  method: 'POST',
  path: '/identity/phones/offer',
  access: 'session',
  fresh: true,
  body: z.strictObject({ id: Id, name: Text.trim().min(1).max(40) }),
  responses: { 200: z.object({ number: PhoneNumber, until: Seconds }) },
});

/**
 * Makes the WeChat of this phone another of the person who shows the figures. One that is somebody else's already is
 * moved only while that one has no grant, no tie to a roll and no passkey.
 */
export const bindPhone = contract({
  method: 'POST',
  path: '/identity/phones',
  access: 'anyone',
  body: z.strictObject({ code: Text.min(1).max(128), number: PhoneNumber }),
  responses: { 204: z.void() },
});

/** Unbinds a WeChat from the caller and ends all sessions; the last one stays. */
export const unbindPhone = contract({
  method: 'POST',
  path: '/identity/phones/unbind',
  access: 'session',
  fresh: true,
  body: z.strictObject({ phone: Id }),
  responses: { 204: z.void() },
});

/** How many passkeys a person may have. */
export const MOST_PASSKEYS = 10;

/** By which the caller proves who they are, and on which devices they are signed in, newest use first. */
export const myDevices = contract({
  method: 'GET',
  path: '/identity/devices',
  access: 'session',
  responses: {
    200: z.object({
      phones: z.array(Phone),
      passkeys: z.array(Passkey),
      signedIn: z.array(SignedIn),
    }),
  },
});

/** Signs the caller out on one device; its token holds ten minutes. One that is gone already is no failure. */
export const signOutDevice = contract({
  method: 'POST',
  path: '/identity/devices/sign-out',
  access: 'session',
  fresh: true,
  body: z.strictObject({ device: Id }),
  responses: { 204: z.void() },
});

/** What a browser needs to make or use a passkey: once, and until `until`. */
const Challenge = z.object({ challenge: base64urlUpTo(64), rpId: z.string(), until: Seconds });

/** Begins a passkey for the caller at this desk; it must not be one of `known`. */
export const offerPasskey = contract({
  method: 'POST',
  path: '/identity/passkeys/offer',
  access: 'session',
  fresh: true,
  body: z.strictObject({}),
  responses: { 200: Challenge.extend({ known: z.array(Credential) }) },
});

/** Adds the passkey that a browser made for an offer (WebAuthn, without attestation). */
export const addPasskey = contract({
  method: 'POST',
  path: '/identity/passkeys',
  access: 'session',
  fresh: true,
  body: z.strictObject({
    name: Text.trim().min(1).max(40),
    credential: Credential.min(1),
    clientDataJSON: ClientData,
    attestationObject: base64urlUpTo(4096),
  }),
  responses: { 204: z.void() },
});

/** Removes a passkey; what it has signed in stays signed in. */
export const removePasskey = contract({
  method: 'POST',
  path: '/identity/passkeys/remove',
  access: 'session',
  fresh: true,
  body: z.strictObject({ credential: Credential.min(1) }),
  responses: { 204: z.void() },
});

/** Begins a sign-in by passkey. */
export const challengePasskey = contract({
  method: 'POST',
  path: '/identity/passkeys/challenge',
  access: 'anyone',
  body: z.strictObject({}),
  responses: { 200: Challenge },
});

/** Signs in by a passkey, which says itself whose it is; its owner was verified by the device (WebAuthn UV). */
export const signInByPasskey = contract({
  method: 'POST',
  path: '/identity/passkeys/sign-in',
  access: 'anyone',
  body: z.strictObject({
    person: Id,
    credential: Credential.min(1),
    clientDataJSON: ClientData,
    authenticatorData: base64urlUpTo(1024),
    signature: base64urlUpTo(1024),
  }),
  responses: { 200: Session },
});

/**
 * Makes a one-time invitation to a role over an area; the inviter's own grant must cover it. Whoever made it cannot
 * take it up.
 */
export const invite = contract({
  method: 'POST',
  path: '/office/areas/:area/invitations',
  access: { roles: INVITERS },
  fresh: true,
  params: AreaPath,
  body: z.strictObject({ id: Id, role: Role, name: Text.trim().min(1).max(40) }),
  responses: { 200: z.object({ code: z.string(), until: Seconds }) },
});

/** Why a grant ends: one of a few reasons, so that the audit holds nothing else about a person. */
export const END_REASONS = ['left', 'moved', 'candidate', 'phone-lost', 'mistake'] as const;
export const EndReason = z.enum(END_REASONS);
export type EndReason = z.output<typeof EndReason>;

const Held = z.object({
  person: Id,
  role: Role,
  /** As the inviter wrote it; empty for whoever founded the county. */
  name: z.string(),
  /** The day it was taken up, UTC+8. */
  since: z.int(),
  /** Their ids in the directory, where they have enrolled keys for the office. */
  keys: z.array(z.int()),
});
export type HeldGrant = z.output<typeof Held>;

const Offer = base64urlOf(32);

export const StaffList = z.object({
  revision: z.int(),
  held: z.array(Held),
  /** Invitations that nobody has used; `offer` names one, and is not its code. */
  offered: z.array(z.object({ offer: Offer, role: Role, name: z.string(), until: Seconds })),
});
export type StaffList = z.output<typeof StaffList>;

/** Who works in an area, and which invitations wait, as far as the caller may end or has made them. */
export const staffList = contract({
  method: 'GET',
  path: '/office/areas/:area/staff',
  access: { roles: INVITERS },
  params: AreaPath,
  responses: { 200: StaffList },
});

/** Takes back an invitation that nobody has used: by whoever made it, or may end what it gives. */
export const withdrawInvitation = contract({
  method: 'POST',
  path: '/office/areas/:area/invitations/withdraw',
  access: { roles: INVITERS },
  params: AreaPath,
  body: z.strictObject({ offer: Offer }),
  responses: { 204: z.void() },
});

/**
 * Ends a grant and every session of its holder; a token that is out holds for ten minutes more. The last of an office
 * stays until somebody has taken over.
 */
export const endGrant = contract({
  method: 'POST',
  path: '/office/areas/:area/staff/end',
  access: { roles: INVITERS },
  fresh: true,
  params: AreaPath,
  body: z.strictObject({ from: whole(0), person: Id, role: Role, reason: EndReason }),
  responses: { 204: z.void() },
});
