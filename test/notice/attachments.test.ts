import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/notice/contract';
import { type Attachment } from '#shared/notice/notice';
import { filePath } from '#shared/notice/file-place';
import { freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { drafted, noticeText } from './writing';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
});

const PDF = new TextEncoder().encode('%PDF-1.7 名单');

function attachmentOf(bytes: Uint8Array, type: Attachment['type'] = 'application/pdf'): Attachment {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, name: '名单.pdf', type, size: bytes.length };
}

const place = (attachment: Attachment, id: Id = freshId()) =>
  county.must(contracts.attachmentUpload, { params: { area: VILLAGE, id }, body: attachment }, clerk);

async function put(url: string, bytes: Uint8Array): Promise<[number, string | undefined]> {
  const response = await county.blobs.request(url, { method: 'PUT', body: Uint8Array.from(bytes) });
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text).code];
}

const publish = (id: Id) =>
  county.send(contracts.publishNotice, { params: { area: VILLAGE, id }, body: { revision: 1 } }, clerk);

describe('an attachment', () => {
  it('is put once under its notice and hash, and read by anybody', async () => {
    const attachment = attachmentOf(PDF);
    const id = freshId();
    const { url, headers } = await place(attachment, id);
    expect(headers).toEqual({ 'content-type': 'application/pdf' });
    expect(await put(url, PDF)).toEqual([204, undefined]);
    expect(await put(url, PDF)).toEqual([204, undefined]);
    const response = await county.blobs.request(filePath({ area: VILLAGE, id, sha256: attachment.sha256 }));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('must lie with its notice, and no other, before that is published', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.4 第二份');
    const attachment = attachmentOf(bytes);
    const id = await drafted(county, clerk, VILLAGE, noticeText({ attachments: [attachment] }));
    expect((await publish(id)).code).toBe('attachment-missing');
    expect(await put((await place(attachment)).url, bytes)).toEqual([204, undefined]);
    expect((await publish(id)).code).toBe('attachment-missing');
    expect(await put((await place(attachment, id)).url, bytes)).toEqual([204, undefined]);
    expect((await publish(id)).status).toBe(200);
  });

  it('must be what the notice calls it', async () => {
    const attachment = attachmentOf(PDF);
    const called = { ...attachment, type: 'image/png' as const };
    const id = await drafted(county, clerk, VILLAGE, noticeText({ attachments: [called] }));
    expect(await put((await place(attachment, id)).url, PDF)).toEqual([204, undefined]);
    expect((await publish(id)).code).toBe('attachment-missing');
  });

  it('is refused when its bytes are others than announced', async () => {
    const { url } = await place(attachmentOf(PDF));
    const same = Uint8Array.from(PDF).fill(0x20, 9);
    expect(await put(url, same)).toEqual([422, 'attachment-refused']);
    expect(await put(url, PDF.slice(1))).toEqual([422, 'attachment-refused']);
    expect(await put(url, new Uint8Array((20 << 20) + 1))).toEqual([413, 'too-large']);
  });

  it('is refused when its first bytes are of another type', async () => {
    const page = new TextEncoder().encode('<html><script>alert(1)</script>');
    expect(await put((await place(attachmentOf(page))).url, page)).toEqual([415, 'attachment-type']);
    expect(await put((await place(attachmentOf(PDF, 'image/png'))).url, PDF)).toEqual([
      415,
      'attachment-type',
    ]);
  });

  it('needs an address that was signed, for just this file, within ten minutes', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.4 第三份');
    const { url } = await place(attachmentOf(bytes));
    const other = filePath({ area: VILLAGE, id: freshId(), sha256: attachmentOf(bytes).sha256 });
    const [path = '', query = ''] = url.split('?');
    const bad = [
      path,
      `${other}?${query}`,
      url.replace('application%2Fpdf', 'image%2Fpng'),
      url.replace(/until=(\d+)/, (_, until: string) => `until=${Number(until) + 600}`),
      url.replace(/signature=.*/, 'signature=x'),
      url.replace(/size=\d+/, 'size=4'),
      `/blobs/${VILLAGE}/..%2fsecrets/${'0'.repeat(64)}?${query}`,
      `/blobs/..%2f../..%2f../secrets?${query}`,
    ];
    for (const address of bad) expect(await put(address, bytes)).toEqual([403, 'upload-expired']);
    county.clock.now += 601;
    expect(await put(url, bytes)).toEqual([403, 'upload-expired']);
  });

  it('that nobody put is not found, nor is anything outside the folder', async () => {
    const hash = '0'.repeat(64);
    for (const name of [
      `${VILLAGE}/${freshId()}/${hash}`,
      `${VILLAGE}/..%2fsecrets/${hash}`,
      '..%2f/../x',
      'x',
    ])
      expect((await county.blobs.request(`/blobs/${name}`)).status).toBe(404);
  });
});
