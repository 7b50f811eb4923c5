import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { type Answer, contract } from '../contract';
import { base64urlOf, base64urlUpTo } from '../ids';
import { Office, OfficeKind } from './office';
import { Text } from '../text';
import { whole } from '../whole';

/** An office key of 32 bytes, sealed by HPKE: 48 more. */
const SEALED_OFFICE_KEY_BYTES = 80;
/** The tag, an entry's hash, an officer's id and their device's signature. */
const MADE_BYTES = 127;
/** An entry with 32 officers and a name of 255 bytes stays below this. */
const MOST_ENTRY_BYTES = 3000;
const MOST_SNAPSHOT_BYTES = 70_000;

/** Greater than 0: 0 means the writer in a message. Made at random by the device. */
const OfficerId = whole(1, 0xffffffff);

const Signed = {
  root: base64urlUpTo(256),
  snapshot: base64urlUpTo(MOST_SNAPSHOT_BYTES),
  /** The tlog-proof of the snapshot's leaf. */
  proof: base64urlUpTo(65_535),
};

/** The county's directory as served: every structure as base64url of its bytes. */
export const DirectoryWire = z.object({ ...Signed, entries: z.array(base64urlUpTo(MOST_ENTRY_BYTES)) });
export type DirectoryWire = z.output<typeof DirectoryWire>;

/** One office's entry under one snapshot, with what proves it: it travels with what an officer signed under it. */
export const EntryWire = z.strictObject({ ...Signed, entry: base64urlUpTo(MOST_ENTRY_BYTES) });
export type EntryWire = z.output<typeof EntryWire>;

/** The same beside what a device of that office sends, with that device's signature over it. */
export const ActingWire = EntryWire.extend({ officer: OfficerId, signature: base64urlOf(64) });
export type ActingWire = z.output<typeof ActingWire>;

/** The whole newest directory that stands in the public log: never one office, so that asking tells nothing. */
export const currentDirectory = contract({
  method: 'GET',
  path: '/public/areas/:area/directory',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: DirectoryWire },
  prepared: true,
});

/** Everybody who may hold keys of an office; which office is decided by kind and exact area. */
const KEY_HOLDERS = ['officer', 'committee', 'township', 'county', 'trustee'] as const;

const OfficePath = z.strictObject({ area: AreaCode, kind: z.coerce.number().pipe(OfficeKind) });

/** Counts an office's entries, from 1. */
const Epoch = whole(1, 0xffffffff);

/** The public keys of one device, under its officer's id. */
const DeviceKeys = { id: OfficerId, signPk: base64urlOf(32), devicePk: base64urlOf(32) };

/** The same as its own shape. */
export type DeviceWire = { readonly [K in keyof typeof DeviceKeys]: z.output<(typeof DeviceKeys)[K]> };

const VoucherWire = z.object({ by: base64urlOf(32), signature: base64urlOf(64) });

/** One device of somebody enrolled: an officer with several stands here several times, under one id. */
const EnrolledOfficer = z.object({
  ...DeviceKeys,
  name: z.string(),
  /** What its owner calls the device; empty for the first one. */
  device: z.string(),
  /** By which of the officer's devices it was brought in; none of the first one. */
  voucher: VoucherWire.optional(),
  /** Whether they act on the office's cases, and so may hold its key: a trustee does not. */
  handles: z.boolean(),
});
export type EnrolledOfficer = z.output<typeof EnrolledOfficer>;

/** The device's own signature over its keys: nobody enrols keys that they do not hold. */
const Proof = base64urlOf(64);

/** Enrols the caller's keys for an office: it begins their devices anew, under an id that nobody had. */
export const enrol = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory/:kind/officers/me',
  access: { roles: KEY_HOLDERS },
  fresh: true,
  params: OfficePath,
  body: z.strictObject({ ...DeviceKeys, name: Text.trim().min(1).max(40), proof: Proof }),
  responses: { 200: z.object({ id: OfficerId }) },
});

/** A device that its owner wants beside the ones they have; until when it waits, in seconds. */
const OfferedDevice = z.object({ ...DeviceKeys, device: z.string(), until: z.int() });

/** The caller's own devices at an office, and those that wait to be brought in; without an id they are not enrolled. */
export const ownDevices = contract({
  method: 'GET',
  path: '/office/areas/:area/directory/:kind/devices',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  responses: {
    200: z.object({
      id: OfficerId.optional(),
      /** `since` in days. */
      devices: z.array(z.object({ ...DeviceKeys, device: z.string(), since: z.int() })),
      offered: z.array(OfferedDevice),
    }),
  },
});
export type OwnDevices = Answer<typeof ownDevices>;

/** The new device says its keys; one that the officer has must vouch for it within half an hour. */
export const offerDevice = contract({
  method: 'POST',
  path: '/office/areas/:area/directory/:kind/devices/offers',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  body: z.strictObject({ ...DeviceKeys, device: Text.trim().min(1).max(20), proof: Proof }),
  responses: { 200: z.object({ until: z.int() }) },
});

/** A device that the officer has takes in one that was offered, whose code was compared: it signs for its keys. */
export const addDevice = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory/:kind/devices',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  body: z.strictObject({ ...DeviceKeys, voucher: z.strictObject(VoucherWire.shape) }),
  responses: { 204: z.void() },
});

/** Takes away one of the caller's devices, or one that only waits; never the last one. It comes back with no keys. */
export const removeDevice = contract({
  method: 'POST',
  path: '/office/areas/:area/directory/:kind/devices/removals',
  access: { roles: KEY_HOLDERS },
  fresh: true,
  params: OfficePath,
  body: z.strictObject({ devicePk: base64urlOf(32) }),
  responses: { 204: z.void() },
});

/** Who is enrolled for an office and works there still, and the devices that its newest entry lists. */
export const enrolledOfficers = contract({
  method: 'GET',
  path: '/office/areas/:area/directory/:kind/officers',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  responses: {
    200: z.object({ officers: z.array(EnrolledOfficer), listed: z.array(base64urlOf(32)) }),
  },
});

/** A recovery key as its holder registered it, with their signature. */
export const HolderWire = z.object({
  office: Office,
  officer: OfficerId,
  name: z.string(),
  signPk: base64urlOf(32),
  recoveryPk: base64urlOf(32),
  signature: base64urlOf(64),
});
export type HolderWire = z.output<typeof HolderWire>;

/** Registers the caller as somebody who holds recovery keys: the public half, signed with the key they enrolled. */
export const registerHolder = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory/:kind/holders/me',
  access: { roles: KEY_HOLDERS },
  fresh: true,
  params: OfficePath,
  body: z.strictObject({
    officer: OfficerId,
    recoveryPk: base64urlOf(32),
    signature: base64urlOf(64),
  }),
  responses: { 204: z.void() },
});

/** Everybody who may be chosen as an office's recovery holder, each with the key they made. */
export const recoveryHolders = contract({
  method: 'GET',
  path: '/office/areas/:area/directory/:kind/holders',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  responses: { 200: z.object({ holders: z.array(HolderWire) }) },
});

/** An office key as it is sealed to one device of an officer. */
const SealedKey = {
  officer: OfficerId,
  devicePk: base64urlOf(32),
  sealed: base64urlOf(SEALED_OFFICE_KEY_BYTES),
};
const SealedKeys = z.array(z.strictObject(SealedKey)).min(1).max(32);

/**
 * Hands in an office's entry, signed by the device that made its key, with that key sealed to every device of each key
 * holder; epoch = the last one + 1.
 */
export const putEntry = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory/:kind/entry',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  body: z.strictObject({
    entry: base64urlUpTo(MOST_ENTRY_BYTES),
    made: base64urlOf(MADE_BYTES),
    keys: SealedKeys,
  }),
  responses: { 200: z.object({ epoch: z.int() }) },
});

/** The office keys sealed to the caller's devices, of every entry that names them, newest first. */
export const myOfficeKeys = contract({
  method: 'GET',
  path: '/office/areas/:area/directory/:kind/keys',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  responses: {
    200: z.object({
      /** The epoch of the newest entry, 0 when there is none. */
      epoch: z.int(),
      keys: z.array(
        z.object({
          ...SealedKey,
          epoch: Epoch,
          entry: base64urlUpTo(MOST_ENTRY_BYTES),
          /** Every device it is sealed to, the caller's among them. */
          held: z.array(base64urlOf(32)),
        }),
      ),
    }),
  },
});

/** How many keys one request hands on; more take another. */
export const MOST_HANDED_ON = 40;

/**
 * Seals keys of earlier epochs to people of the office who came later, or whose device is another: they open the cases
 * that were under way. A key that somebody has already stays as it is.
 */
export const handOnKeys = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory/:kind/keys',
  access: { roles: KEY_HOLDERS },
  params: OfficePath,
  body: z.strictObject({
    keys: z
      .array(z.strictObject({ ...SealedKey, epoch: Epoch }))
      .min(1)
      .max(MOST_HANDED_ON),
  }),
  responses: { 204: z.void() },
});

/** What a county officer looks at and then signs: the newest entry of every office, and the service key. */
export const directoryDraft = contract({
  method: 'GET',
  path: '/office/areas/:area/directory',
  access: { roles: ['county'] },
  params: AreaPath,
  responses: {
    200: z.object({
      /** The epoch of the published snapshot, 0 when there is none. */
      epoch: z.int(),
      servicePk: base64urlOf(32),
      entries: z.array(base64urlUpTo(MOST_ENTRY_BYTES)),
      /** What the devices signed that made their keys; each names its entry by the hash. */
      made: z.array(base64urlOf(MADE_BYTES)),
      /** Whose the officer ids are, those of earlier entries too. */
      officers: z.array(z.object({ id: OfficerId, name: z.string() })),
      /** Every device enrolled at an office, with what vouches for it. */
      devices: z.array(EnrolledOfficer),
      /** Everybody who registered a recovery key: whose the keys of the entries are. */
      holders: z.array(HolderWire),
    }),
  },
});
export type DirectoryDraft = Answer<typeof directoryDraft>;

/** Publishes a snapshot signed by the county's directory key; epoch = the last one + 1. */
export const publishDirectory = contract({
  method: 'PUT',
  path: '/office/areas/:area/directory',
  access: { roles: ['county'] },
  params: AreaPath,
  body: z.strictObject({ root: base64urlUpTo(256), snapshot: base64urlUpTo(MOST_SNAPSHOT_BYTES) }),
  bodyLimit: 128 << 10,
  responses: { 200: z.object({ epoch: z.int() }) },
});
