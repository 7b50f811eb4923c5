// What a built site serves as /trust.json: the anchors that a deployment pins, for whoever audits it from outside.

/** Settings that are not what a build can pin; the message says which, and what it must be. */
export class WrongAnchors extends Error {}

const HOSTS = { api: 'TARO_APP_API', ballotbox: 'TARO_APP_BALLOTBOX', tipline: 'TARO_APP_TIPLINE' };

/** The file's text, or null where nothing is pinned: a build for one machine, which asks its server. */
export function siteTrust(env) {
  const rootPk = env['TARO_APP_ROOT_PK'] ?? '';
  if (rootPk === '') return null;
  const county = env['TARO_APP_COUNTY'] ?? '';
  if (!/^[1-9]\d{11}$/.test(county))
    throw new WrongAnchors('TARO_APP_COUNTY must be the 12 digits of the county.');
  const hosts = Object.fromEntries(
    Object.entries(HOSTS).map(([host, name]) => [host, hostOf(name, env[name])]),
  );
  const trust = { county, rootPk, log: logOf(env['TARO_APP_LOG'] ?? ''), hosts };
  return `${JSON.stringify({ ...trust, demo: env['TARO_APP_DEMO'] === '1' }, null, 2)}\n`;
}

/** Where desks put files by a signed address; null where nothing is pinned. */
export function siteUploads(env) {
  const name = 'TARO_APP_UPLOADS';
  return (env['TARO_APP_ROOT_PK'] ?? '') === '' ? null : hostOf(name, env[name]);
}

function hostOf(name, value = '') {
  if (/^https?:\/\/[^/]+$/.test(value)) return value;
  throw new WrongAnchors(
    `${name} must be an address like https://county.example, without a slash at its end.`,
  );
}

function logOf(text) {
  const log = parsed(text);
  const areTexts = (list) => Array.isArray(list) && list.every((one) => typeof one === 'string');
  const isWhole =
    areTexts(log?.logs) && log.logs.length > 0 && typeof log.clock === 'string' && areTexts(log.witnesses);
  if (isWhole && Number.isInteger(log.quorum) && log.quorum >= 0) {
    const twice = log.witnesses.find((one, i) => log.witnesses.indexOf(one) < i);
    if (twice !== undefined)
      throw new WrongAnchors(
        `TARO_APP_LOG must be given each witness once; ${nameOf(twice)} is there twice.`,
      );
    refuseSharedKeys(log);
    if (log.quorum <= log.witnesses.length) return log;
    throw new WrongAnchors('TARO_APP_LOG must be given as many witnesses as its quorum asks, or more.');
  }
  throw new WrongAnchors(
    'TARO_APP_LOG must be JSON with logs, clock, witnesses and quorum, as npm run county-secrets prints it.',
  );
}

/** Whoever cosigns under two names, or as the county and as a witness, is one party: as `shareKeys` in shared/transparency/policy.ts. */
function refuseSharedKeys({ logs, clock, witnesses }) {
  const owners = new Map(logs.map((log) => [keyOf(log), log]));
  for (const cosigner of [clock, ...witnesses]) {
    const owner = owners.get(keyOf(cosigner));
    if (owner !== undefined)
      throw new WrongAnchors(
        `TARO_APP_LOG must be given a key of its own for each; ${nameOf(owner)} and ${nameOf(cosigner)} have the same.`,
      );
    owners.set(keyOf(cosigner), cosigner);
  }
}

/** The key in a verifier key: what follows its type. */
function keyOf(verifierKey) {
  return Buffer.from(verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1).toString('hex');
}

/** The name before a verifier key's id and key. */
function nameOf(verifierKey) {
  return verifierKey.split('+')[0];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
