// What the pages of a built site may do, written into its only page: where they go, the policy goes, whoever serves
// them. And a list of the site's files, by whose hash a copy of it can be told from another site.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The list's name, beside the files that it names; in the form that `sha256sum --check` reads. */
export const FILE_LIST = 'files.sha256';

const sha256 = (bytes, as) => createHash('sha256').update(bytes).digest(as);

/**
 * Scripts of the site alone, and those that stand in its page, by their hashes; nothing may make code of text. With
 * `hosts`, pages speak to these and to nobody else; without, to whichever one machine runs them on.
 */
export function policyOf(html, hosts) {
  const scripts = [...html.matchAll(/<script>([^]*?)<\/script>/g)];
  const hashes = scripts.map(([, code]) => `'sha256-${sha256(code, 'base64')}'`);
  const there = hosts ? Object.values(hosts).join(' ') : 'http: https:';
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    // Taro sets widths and heights of its own as it goes.
    "style-src 'self' 'unsafe-inline'",
    // Taro's own signs are a font inside its style.
    'font-src data:',
    `img-src 'self' data: blob: ${hosts ? hosts.api : there}`,
    // A sound that a letter encloses is opened on this device, and played from its memory.
    `media-src 'self' blob: ${hosts ? hosts.api : there}`,
    `connect-src 'self' ${there}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Writes the policy into a built site's page, and the list of its files; answers the SHA-256 of that list, as hex. */
export function sealSite(place, hosts) {
  const page = join(place, 'index.html');
  const html = readFileSync(page, 'utf8');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html, hosts)}">`;
  const sealed = html.replace(/<meta charset="utf-8"\s*\/?>/, (charset) => `${charset}${meta}`);
  if (sealed === html) throw new Error('The page has no charset for the policy to stand behind.');
  writeFileSync(page, sealed);
  const files = readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(place, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  const list = files.map((file) => `${sha256(readFileSync(join(place, file)), 'hex')}  ${file}\n`).join('');
  writeFileSync(join(place, FILE_LIST), list);
  return sha256(list, 'hex');
}
