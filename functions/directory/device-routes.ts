import { bytesOf } from '#shared/crypto/bytes';
import * as contracts from '#shared/directory/contract';
import { isDeviceProved } from '#shared/directory/device';
import type { Office } from '#shared/directory/office';
import { holdsKeysOf } from '#shared/directory/standing';
import { deviceFromWire, deviceToWire, voucherFromWire } from '#shared/directory/wire';
import { fail, ok } from '#shared/result';
import type { Caller } from '../platform/authenticate';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { addDevice, offerDevice, removeDevice, standingOffers } from './device-store';
import { readOfficer } from './officer-store';

/** An officer's devices: which there are, one that waits, one taken in, one taken away. */
export function deviceRoutes(p: Platform): Route[] {
  const granted = (caller: Caller, office: Office, now: number) => {
    const grant = caller.grants.find((one) => holdsKeysOf([one], office));
    return grant && { person: caller.person, now, grant };
  };
  return [
    route(contracts.ownDevices, async ({ params, caller, now }) => {
      if (!holdsKeysOf(caller.grants, params)) return fail('forbidden');
      const own = await readOfficer(p.dynamo, p.county, params, caller.person);
      if (!own || own.left) return ok({ devices: [], offered: [] });
      const { id, devices } = own;
      const offered = standingOffers(own, now).map(({ device, until, ...keys }) => ({
        ...{ device, until },
        ...deviceToWire({ id, ...keys }),
      }));
      const had = devices.map(({ device, since, ...keys }) => ({
        ...{ device, since },
        ...deviceToWire({ id, ...keys }),
      }));
      return ok({ id, devices: had, offered });
    }),

    route(contracts.offerDevice, async ({ params, body, caller, now }) => {
      const by = granted(caller, params, now);
      if (!by) return fail('forbidden');
      const device = deviceFromWire(body);
      if (!isDeviceProved(params, device, bytesOf(body.proof))) return fail('device-refused');
      return offerDevice(p.dynamo, p.county, params, { ...device, device: body.device }, by);
    }),

    route(contracts.addDevice, async ({ params, body, caller, now }) => {
      const by = granted(caller, params, now);
      if (!by) return fail('forbidden');
      const sent = { ...deviceFromWire(body), voucher: voucherFromWire(body.voucher) };
      return addDevice(p.dynamo, p.county, params, sent, by);
    }),

    route(contracts.removeDevice, async ({ params, body, caller, now }) => {
      const by = granted(caller, params, now);
      if (!by) return fail('forbidden');
      return removeDevice(p.dynamo, p.county, params, bytesOf(body.devicePk), by);
    }),
  ];
}
