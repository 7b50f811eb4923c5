/** The key that signs acknowledgements: in the county's directory, under the root key that is trusted. */
import { verifiesEd25519 } from './ed25519';
import type { Fetch } from './fetching';
import { Problem } from './problem';
import { fromJson, fromUtf8, member } from './text';
import { dateOfDay, fromBase64url, tagOf, u64 } from './tip-hash';

const LONGEST_DIRECTORY = 4_194_304;

/** The county, and the key at the root of its directory. */
export interface County {
  readonly code: string;
  readonly rootPk: Uint8Array;
}

/** Reads the members `county` and `rootPk` of trust.json. */
export function countyOf(json: string): County {
  const trust = fromJson(json);
  const code = member(trust, 'county');
  if (typeof code !== 'string' || !/^[1-9]\d{11}$/.test(code)) throw new Problem('it names no county');
  const rootPk = fromBase64url(member(trust, 'rootPk'), 32);
  if (rootPk === null) throw new Problem('rootPk is not the key of a directory');
  return { code, rootPk };
}

/** Fetches the directory as it is served today and checks its two signatures; `today` counts days in China. */
export async function readServiceKey(
  fetch: Fetch,
  api: string,
  county: County,
  today: number,
): Promise<Uint8Array> {
  const url = `${api}/public/areas/${county.code}/directory`;
  const bytes = await fetch(url, LONGEST_DIRECTORY);
  if (typeof bytes === 'string') throw new Problem(`${url} is not there`);
  const served = fromJson(fromUtf8(bytes) ?? '');
  const root = partOf(served, 'root');
  const snapshot = partOf(served, 'snapshot');
  return serviceKeyIn(snapshot, directoryKeyIn(root, county, today), county, today);
}

function partOf(served: unknown, name: string): Buffer {
  const bytes = fromBase64url(member(served, name));
  if (bytes === null) throw new Problem(`its ${name} is not base64url`);
  return Buffer.from(bytes);
}

/** T("dir/root") | area u64 | directory_pk b[32] | u32 first_day | u32 last_day | sig b[64] */
function directoryKeyIn(root: Buffer, { code, rootPk }: County, today: number): Buffer {
  const start = Buffer.concat([tagOf('root', 'directory'), u64(Number(code))]);
  const signed = root.subarray(0, -64);
  if (signed.length !== start.length + 40 || !signed.subarray(0, start.length).equals(start))
    throw new Problem('its root is not the statement of a root key for this county');
  if (!verifiesEd25519(rootPk, signed, root.subarray(-64)))
    throw new Problem('the signature under its root is not that of the trusted root key');
  const [first, last] = [signed.readUInt32BE(start.length + 32), signed.readUInt32BE(start.length + 36)];
  if (today < first || today > last)
    throw new Problem(`its root holds from ${dateOfDay(first)} to ${dateOfDay(last)} only`);
  return signed.subarray(start.length, start.length + 32);
}

/** T("dir/snapshot") | area u64 | u32 epoch | u32 day | u32 valid_days | service_pk b[32] | u16 n | n x b[32] | sig b[64] */
function serviceKeyIn(
  snapshot: Buffer,
  directoryPk: Uint8Array,
  { code }: County,
  today: number,
): Uint8Array {
  const start = Buffer.concat([tagOf('snapshot', 'directory'), u64(Number(code))]);
  const signed = snapshot.subarray(0, -64);
  const keyAt = start.length + 12;
  if (signed.length < keyAt + 34 || !signed.subarray(0, start.length).equals(start))
    throw new Problem('its snapshot is not one of this county');
  if (signed.length !== keyAt + 34 + 32 * signed.readUInt16BE(keyAt + 32))
    throw new Problem('its snapshot does not end where it says');
  if (!verifiesEd25519(directoryPk, signed, snapshot.subarray(-64)))
    throw new Problem('the signature under its snapshot is not that of the county’s directory key');
  const [day, valid] = [signed.readUInt32BE(start.length + 4), signed.readUInt32BE(start.length + 8)];
  // The county's clock and this computer's may be on two days.
  if (today < day - 1 || today > day + valid)
    throw new Problem(`its snapshot is of ${dateOfDay(day)} and holds ${valid} days only`);
  return new Uint8Array(signed.subarray(keyAt, keyAt + 32));
}
