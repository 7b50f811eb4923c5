// `npm run county-secrets -- DIRECTORY`: makes the secrets that a county's functions hold, one file each, and prints
// the public halves for its settings. The root of the key directory is made elsewhere, offline: `npm run county-key`.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A key pair as it is kept: the 32-byte seed and the 32-byte public key, base64url. */
function ed25519() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { seed: privateKey.export({ format: 'jwk' }).d, publicKey: publicKey.export({ format: 'jwk' }).x };
}

/** A key as the app and auditors pin it (C2SP signed-note): type 1 signs notes, type 4 cosigns with time. */
function verifierKey(name, type, publicKey) {
  const key = Buffer.concat([Buffer.of(type), Buffer.from(publicKey, 'base64url')]);
  const id = createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8);
  return `${name}+${id}+${key.toString('base64')}`;
}

/** Letters and figures that nobody takes for one another; 12 of them are 60 bits. */
function code() {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return [...randomBytes(12)].map((byte) => letters[byte % 32]).join('');
}

function main(directory, host) {
  if (!directory) {
    process.stderr.write('Name a new directory for the secrets: npm run county-secrets -- DIRECTORY\n');
    return 2;
  }
  const folder = resolve(directory);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    process.stderr.write(`${folder} holds files already; name a new directory.\n`);
    return 1;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [session, service, log, clock] = [ed25519(), ed25519(), ed25519(), ed25519()];
  const files = {
    hash: randomBytes(32).toString('base64url'),
    envelope: randomBytes(32).toString('base64url'),
    'identity-session': session.seed,
    'identity-founding': code(),
    service: service.seed,
    'log-seed': log.seed,
    'log-clock': clock.seed,
  };
  for (const [name, value] of Object.entries(files)) {
    writeFileSync(join(folder, name), value, { mode: 0o600, flag: 'wx' });
  }
  process.stdout.write(`sessionPublicKey: ${session.publicKey}\n`);
  process.stdout.write(`servicePublicKey: ${service.publicKey}\n`);
  if (host) {
    const logs = [verifierKey(`${host}/log1`, 1, log.publicKey)];
    const pinned = {
      logs,
      clock: verifierKey(`${host}/clock`, 4, clock.publicKey),
      witnesses: [],
      quorum: 0,
    };
    const text = JSON.stringify(pinned);
    // Nobody watches yet: each witness that comes is entered in all of them, and the quorum raised.
    process.stdout.write(`logWitnesses: ""\nlogQuorum: ${pinned.quorum}\nlogTrust: '${text}'\n`);
    process.stdout.write(`TARO_APP_LOG=${text}\n`);
  }
  process.stderr.write(`Secrets lie in ${folder}.\n`);
  return 0;
}

process.exitCode = main(process.argv[2], process.argv[3]);
