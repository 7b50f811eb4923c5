import type { Sent } from '#shared/contract';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { actingToWire } from '#shared/directory/acting';
import { sentEntryOf } from '#shared/directory/directory';
import { decodeEntry } from '#shared/directory/entry';
import type { Office } from '#shared/directory/office';
import { openBook, readBook, sealBook } from '#shared/wording/book';
import { keepTemplates as keepContract, readTemplates, type TemplatesView } from '#shared/wording/contract';
import type { Template } from '#shared/wording/template';
import { acknowledged } from '../platform/acknowledged';
import { entriesAt, fetchDirectory } from '../platform/directory';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { type Outcome, problemOf, send } from '../platform/request';
import { officePairs } from './office-pairs';
import { rememberTemplates } from './templates-here';

/** An office's own reply templates as they were opened at this desk. */
export interface OwnTemplates {
  readonly version: number;
  readonly templates: readonly Template[];
  /** There are some, and they open with no key of this desk or carry no signature of the office's. */
  readonly closed: boolean;
}

/** Fetches the office's own templates and opens them with its keys on this device. */
export async function renewTemplates(own: Office, keys: Keys): Promise<Outcome<OwnTemplates>> {
  const view = await send(readTemplates, { params: own });
  return view.ok ? unseal(view.value, own, keys) : view;
}

async function unseal(view: TemplatesView, own: Office, keys: Keys): Promise<Outcome<OwnTemplates>> {
  const pairs = await officePairs(own, keys);
  if (!pairs.ok) return pairs;
  const { version, book, signer } = view;
  const bytes = book === undefined ? undefined : bytesOf(book);
  const head = bytes && readBook(bytes);
  const entryAt = await entriesAt(signer ? [signer] : []);
  const opened = bytes && head && openBook(bytes, pairs.value, entryAt({ ...head, office: own }));
  const templates = opened?.templates ?? [];
  rememberTemplates(own, templates);
  return { ok: true, value: { version, templates, closed: book !== undefined && !opened } };
}

/** Templates sealed, signed and ready: sent again they are the same. */
export type SealedTemplates = Sent<typeof keepContract>['body'];

/** Seals the office's templates, all of them, to its key and signs them; nothing is sent yet. */
export async function sealTemplates(
  { version: before }: OwnTemplates,
  own: Office,
  keys: Keys,
  templates: readonly Template[],
): Promise<Outcome<SealedTemplates>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const signer = sentEntryOf(directory.value, own);
  const entry = signer && decodeEntry(signer.entry);
  if (!signer || !entry) return { ok: false, problem: problemOf('directory-untrusted') };
  const version = before + 1;
  const head = { office: own, version, directory: directory.value.hash };
  const by = { id: keys.officer, seed: keys.signSeed };
  const book = sealBook(head, { templates: [...templates] }, entry, by, await randomBytes(32));
  if (!book) return { ok: false, problem: problemOf('too-large') };
  return { ok: true, value: { version, book: toBase64url(book), signer: actingToWire(signer, book, by) } };
}

/** Keeps sealed templates in the place of those before; they stand once the server holds these very ones. */
export async function sendTemplates(
  own: Office,
  keys: Keys,
  sealed: SealedTemplates,
): Promise<Outcome<OwnTemplates>> {
  const sending = send(keepContract, { params: own, body: sealed });
  const answer = await acknowledged(sending, ({ book }) => book === sealed.book, 'tip-mismatch');
  return answer.ok ? unseal(answer.value, own, keys) : answer;
}
