import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import * as contracts from '#shared/directory/contract';
import { isDeviceProved } from '#shared/directory/device';
import { eligible } from '#shared/directory/holder';
import type { Office } from '#shared/directory/office';
import { holdsKeysOf, worksAt } from '#shared/directory/standing';
import { deviceFromWire, deviceToWire, holderToWire, voucherToWire } from '#shared/directory/wire';
import type { Id } from '#shared/ids';
import { fail, ok } from '#shared/result';
import type { Caller } from '../platform/authenticate';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { deviceRoutes } from './device-routes';
import { holdersAmong, readHolders, registerHolder } from './holder-store';
import { enrol, type Officer, readAllOfficers, readOfficers } from './officer-store';
import * as store from './store';

/** What the directory is checked against. */
export interface DirectoryPlatform extends Platform {
  /** The county's directory root, as pinned in the app. */
  rootPk: Uint8Array;
  /** Public half of the service key that signs acknowledgements. */
  servicePk: Uint8Array;
}

/** Enrolment, office keys, and the county's signature over all. Only public or sealed keys ever come here. */
export function directoryOfficeRoutes(p: DirectoryPlatform): Route[] {
  return [...officerRoutes(p), ...deviceRoutes(p), ...holderRoutes(p), ...keyRoutes(p), ...countyRoutes(p)];
}

const actor = (caller: Caller, now: number) => ({ person: caller.person, now });

function officerRoutes(p: DirectoryPlatform): Route[] {
  return [
    route(contracts.enrol, async ({ params, body, caller, now }) => {
      const grant = caller.grants.find((one) => holdsKeysOf([one], params));
      if (!grant) return fail('forbidden');
      const { id, name } = body;
      const device = deviceFromWire(body);
      if (!isDeviceProved(params, device, bytesOf(body.proof))) return fail('device-refused');
      const keys = { ...device, name, handles: worksAt(caller.grants, params) };
      const by = { ...actor(caller, now), grant };
      const enrolled = await enrol(p.dynamo, p.county, params, keys, by);
      return enrolled.ok ? ok({ id }) : enrolled;
    }),

    route(contracts.enrolledOfficers, async ({ params, caller }) => {
      if (!mayHold(caller, params)) return fail('forbidden');
      const [officers, listed] = await Promise.all([
        readOfficers(p.dynamo, p.county, params),
        store.readListed(p.dynamo, p.county, params),
      ]);
      return ok({
        listed,
        officers: officers.flatMap(rowsOf),
      });
    }),
  ];
}

function holderRoutes(p: DirectoryPlatform): Route[] {
  return [
    route(contracts.registerHolder, async ({ params, body, caller, now }) => {
      const grant = caller.grants.find((one) => worksAt([one], params));
      if (!grant) return fail('forbidden');
      const { officer, recoveryPk, signature } = body;
      const sent = { officer, recoveryPk: bytesOf(recoveryPk), signature: bytesOf(signature) };
      const by = { ...actor(caller, now), grant };
      return registerHolder(p.dynamo, p.county, params, sent, by);
    }),

    route(contracts.recoveryHolders, async ({ params, caller }) => {
      if (!mayHold(caller, params)) return fail('forbidden');
      const found = await readHolders(p.dynamo, p.county);
      return ok({ holders: eligible(found, params).map(holderToWire) });
    }),
  ];
}

function keyRoutes(p: DirectoryPlatform): Route[] {
  return [
    route(contracts.putEntry, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const keys = body.keys.map(sealedFrom);
      const sent = { entry: bytesOf(body.entry), made: bytesOf(body.made), keys };
      return store.putEntry(p.dynamo, p.county, params, sent, actor(caller, now));
    }),

    route(contracts.myOfficeKeys, async ({ params, caller }) => {
      if (!mayHold(caller, params)) return fail('forbidden');
      const entries = await store.readEntries(p.dynamo, p.county, params);
      const officers = await readOfficers(p.dynamo, p.county, params);
      const isOwn = ({ person }: { person: Id }) => person === caller.person;
      const gone = officers.find(isOwn)?.removed ?? [];
      // Also by the ids they had before: keys made anew may have been lost before anything was sealed to them.
      const keys = entries.reverse().flatMap(({ epoch, entry, people, keys }) =>
        keys
          .filter(({ officer }) => [...officers, ...people].some((one) => one.id === officer && isOwn(one)))
          .filter(({ devicePk }) => !gone.some((one) => equalBytes(one, devicePk)))
          .map(({ officer, devicePk, sealed }) => ({
            epoch,
            officer,
            devicePk: toBase64url(devicePk),
            entry: toBase64url(entry),
            sealed: toBase64url(sealed),
            held: keys.map((one) => toBase64url(one.devicePk)),
          })),
      );
      return ok({ epoch: entries[0]?.epoch ?? 0, keys });
    }),

    route(contracts.handOnKeys, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const keys = body.keys.map((key) => ({ epoch: key.epoch, ...sealedFrom(key) }));
      return store.handOn(p.dynamo, p.county, params, keys, actor(caller, now));
    }),
  ];
}

function countyRoutes(p: DirectoryPlatform): Route[] {
  return [
    route(contracts.directoryDraft, async ({ params }) => {
      if (params.area !== p.county) return fail('not-found');
      const [{ epoch, entries, made, officers }, enrolled] = await Promise.all([
        store.readDraft(p.dynamo, p.county),
        readAllOfficers(p.dynamo, p.county),
      ]);
      const servicePk = toBase64url(p.servicePk);
      const signed = { epoch, servicePk, entries: entries.map(toBase64url), made: made.map(toBase64url) };
      const holders = holdersAmong(enrolled).map(holderToWire);
      return ok({ ...signed, officers, devices: enrolled.flatMap(rowsOf), holders });
    }),

    route(contracts.publishDirectory, async ({ params, body, caller, now }) => {
      if (params.area !== p.county) return fail('not-found');
      const anchor = { county: p.county, rootPk: p.rootPk, servicePk: p.servicePk };
      const signed = { root: bytesOf(body.root), snapshot: bytesOf(body.snapshot) };
      return store.publish(p.dynamo, anchor, signed, { person: caller.person, now });
    }),
  ];
}

/** Somebody enrolled, as a row for each of their devices. */
function rowsOf({ id, name, handles, devices }: Officer): contracts.EnrolledOfficer[] {
  return devices.map(({ device, voucher, ...keys }) => ({
    ...{ name, device, handles },
    ...deviceToWire({ id, ...keys }),
    ...(voucher && { voucher: voucherToWire(voucher) }),
  }));
}

/** A sealed key as it was sent. */
function sealedFrom(key: { officer: number; devicePk: string; sealed: string }) {
  return { officer: key.officer, devicePk: bytesOf(key.devicePk), sealed: bytesOf(key.sealed) };
}

function mayHold(caller: Caller, office: Office): boolean {
  return holdsKeysOf(caller.grants, office);
}
