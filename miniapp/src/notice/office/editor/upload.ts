import { attachmentUpload } from '#shared/notice/contract';
import { Attachment } from '#shared/notice/notice';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { toHex } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { problemOf, type Problem, readProblem, send } from '../../../platform/request';
import { trust } from '../../../platform/trust';

const TYPES: Readonly<Record<string, Attachment['type']>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
};

/** What the file chooser offers. */
export const ACCEPT = Object.keys(TYPES)
  .map((end) => `.${end}`)
  .join();

export type Uploaded = { ok: true; value: Attachment } | { ok: false; problem: Problem };

/** Puts a file where everybody can read it once the notice names it; `progress` is told the share that went, 0 to 1. */
export async function upload(
  notice: { area: AreaCode; id: Id },
  file: File,
  progress: (share: number) => void,
): Promise<Uploaded> {
  const type = TYPES[file.name.split('.').pop()?.toLowerCase() ?? ''];
  if (!type) return { ok: false, problem: problemOf('attachment-type') };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const announced = Attachment.safeParse({
    sha256: toHex(sha256(bytes)),
    name: file.name.slice(-80),
    type,
    size: bytes.length,
  });
  if (!announced.success) return { ok: false, problem: problemOf('too-large') };
  const place = await send(attachmentUpload, { params: notice, body: announced.data });
  const anchors = await trust();
  if (!place.ok) return place;
  const { url, headers } = place.value;
  const address = url.startsWith('/') ? `${anchors?.hosts.api ?? ''}${url}` : url;
  const problem = await putBytes(address, headers, bytes, progress);
  return problem ? { ok: false, problem } : { ok: true, value: announced.data };
}

/** PUTs bytes. By XMLHttpRequest, since `fetch` does not say how far it is. */
function putBytes(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array<ArrayBuffer>,
  progress: (share: number) => void,
): Promise<Problem | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => progress(loaded / bytes.length);
    request.onload = () => {
      const { status, responseText } = request;
      resolve(status < 300 ? undefined : readProblem({ status, body: responseText, etag: undefined }));
    };
    request.onerror = () => resolve(problemOf('busy'));
    request.send(bytes);
  });
}
