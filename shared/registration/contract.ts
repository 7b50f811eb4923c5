import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ElectionBody } from '../election/body';
import { ActedFor } from '../election/contract';
import { STAFF } from '../identity/role';
import { Id } from '../ids';
import { RollRow } from '../roll/row';
import { Text } from '../text';
import { LegalDate } from '../time';
import { whole } from '../whole';

/** How an answer came: on the person's own phone, told at the counter, or by family who bring the person's word. */
export const HOW = ['self', 'counter', 'family'] as const;

/** 参加 or 不参加本次选举, as it came in. */
export const Answer = z.object({
  takesPart: z.boolean(),
  on: LegalDate,
  how: z.enum(HOW),
  /** By family: who brought it, and what the person said. */
  word: z.string().optional(),
  /** Who entered it, where the village did not. */
  by: ActedFor.optional(),
});
export type Answer = z.output<typeof Answer>;

/** How an office tries to reach somebody. */
export const WAYS = ['公告', '电话', '信件', '微信', '上门'] as const;

export const ContactText = z.strictObject({
  day: LegalDate,
  way: z.enum(WAYS),
  /** Whether the person was reached. */
  reached: z.boolean(),
  /** What came of it. */
  came: Text.trim().min(2).max(100),
});
export type ContactText = z.output<typeof ContactText>;

export const Contact = ContactText.extend({ id: Id, by: ActedFor.optional() });
export type Contact = z.output<typeof Contact>;

/** What is known of one entry of the roll in one term: the answers, and the attempts to get one; each oldest first. */
export const Registration = z.object({
  entry: Id,
  answers: z.array(Answer),
  contacts: z.array(Contact),
});
export type Registration = z.output<typeof Registration>;

/** A term of registration: whose, of which body, and until when answers may change. */
const Registering = z.object({
  body: ElectionBody,
  term: z.number(),
  /** The day before the roll is posted. */
  lastDay: LegalDate,
});

/** The signed-in person's own answers and every attempt to reach them. */
export const OwnRegistration = z.object({
  ...Registering.shape,
  ...Registration.shape,
  name: z.string(),
  group: z.string(),
  electionDay: LegalDate,
});
export type OwnRegistration = z.output<typeof OwnRegistration>;

/** What the person tied to an entry has answered, and what was tried to reach them. */
export const myRegistration = contract({
  method: 'GET',
  path: '/resident/areas/:area/registration',
  access: 'session',
  params: AreaPath,
  responses: { 200: OwnRegistration },
});

/** Answers 参加 or 不参加, until the roll is posted; the same again is answered with what stands. */
export const answerRegistration = contract({
  method: 'PUT',
  path: '/resident/areas/:area/registration',
  access: 'session',
  params: AreaPath,
  body: z.strictObject({ takesPart: z.boolean() }),
  responses: { 200: Registration },
});

const EntryPath = z.strictObject({ area: AreaCode, entry: Id });

/** What somebody said at the counter, or their family brought. */
export const ToldText = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('counter'), takesPart: z.boolean(), on: LegalDate }),
  z.strictObject({
    how: z.literal('family'),
    takesPart: z.boolean(),
    on: LegalDate,
    /** Who brought it, and the person's own word. */
    word: Text.trim().min(4).max(120),
  }),
]);
export type ToldText = z.output<typeof ToldText>;

/** Enters an answer that was told; the same again is answered with what stands. */
export const tellRegistration = contract({
  method: 'POST',
  path: '/office/areas/:area/registrations/:entry/answer',
  access: { roles: STAFF },
  params: EntryPath,
  body: ToldText,
  responses: { 200: Registration },
});

/** Puts down one attempt to reach a person, under an id the caller made. */
export const putContact = contract({
  method: 'PUT',
  path: '/office/areas/:area/registrations/:entry/contacts/:id',
  access: { roles: STAFF },
  params: EntryPath.extend({ id: Id }),
  body: ContactText,
  responses: { 200: Registration },
});

/** What is known of a village's entries, some hundred at a time; who is not among them has neither answer nor attempt. */
export const readRegistrations = contract({
  method: 'GET',
  path: '/office/areas/:area/registrations',
  access: { roles: STAFF },
  params: AreaPath,
  query: z.strictObject({ after: Id.optional() }),
  responses: {
    200: z.object({ ...Registering.shape, registrations: z.array(Registration), next: Id.optional() }),
  },
});

/** 未在户籍地登记证明: that a person of this village's hukou, who registers elsewhere, does not stand on its roll. */
export const Certificate = z.object({
  /** From 1 in a village's term. */
  number: whole(1),
  name: z.string(),
  idLastFour: z.string(),
  /** The village where the person registers. */
  to: z.string(),
  issuedOn: LegalDate,
  by: ActedFor.optional(),
});
export type Certificate = z.output<typeof Certificate>;

export const CertificateText = z.strictObject({
  name: RollRow.shape.name,
  idNumber: RollRow.shape.idNumber,
  to: Text.trim().min(2).max(60),
});
export type CertificateText = z.output<typeof CertificateText>;

/** Gives out a certificate, one a person and term; the same again is answered with the one that was given. */
export const issueCertificate = contract({
  method: 'POST',
  path: '/office/areas/:area/certificates',
  access: { roles: STAFF },
  params: AreaPath,
  body: CertificateText,
  responses: { 200: Certificate },
});

/** The certificates of a village's term, by their number. */
export const readCertificates = contract({
  method: 'GET',
  path: '/office/areas/:area/certificates',
  access: { roles: STAFF },
  params: AreaPath,
  responses: {
    200: z.object({ body: ElectionBody, term: z.number(), certificates: z.array(Certificate) }),
  },
});
