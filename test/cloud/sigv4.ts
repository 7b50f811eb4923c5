import { createHash, createHmac } from 'node:crypto';

/** A request as a service of AWS sees it before it believes the signature. */
export interface SignedRequest {
  method: string;
  /** With the query. */
  url: URL;
  headers: Headers;
  /** SHA-256 of the body, hex, or `UNSIGNED-PAYLOAD`. */
  payload: string;
}

interface Claim {
  accessKey: string;
  /** Date, region, service and `aws4_request`. */
  scope: string[];
  date: string;
  signedHeaders: string[];
  signature: string;
}

/**
 * Whose access key signed a request with Signature Version 4, in its header or in its query; undefined when the
 * signature is not the one that `secretOf` the key makes.
 */
export function signerOf(
  request: SignedRequest,
  secretOf: (accessKey: string) => string | undefined,
): string | undefined {
  const claim = claimOf(request);
  const secret = claim && secretOf(claim.accessKey);
  return claim && secret && signatureOf(request, claim, secret) === claim.signature
    ? claim.accessKey
    : undefined;
}

function claimOf({ url, headers }: SignedRequest): Claim | undefined {
  const query = url.searchParams;
  const authorization = headers.get('authorization') ?? '';
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1];
  const credential = query.get('X-Amz-Credential') ?? part('Credential');
  const signature = query.get('X-Amz-Signature') ?? part('Signature');
  const date = query.get('X-Amz-Date') ?? headers.get('x-amz-date');
  const signedHeaders = query.get('X-Amz-SignedHeaders') ?? part('SignedHeaders');
  if (!credential || !signature || !date || !signedHeaders) return undefined;
  const [accessKey = '', ...scope] = credential.split('/');
  return { accessKey, scope, date, signedHeaders: signedHeaders.split(';'), signature };
}

function signatureOf(request: SignedRequest, claim: Claim, secret: string): string {
  const { method, url, headers, payload } = request;
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const lines = claim.signedHeaders.map((name) => {
    const value = name === 'host' ? url.host : (headers.get(name) ?? '');
    return `${name}:${value.trim().replace(/\s+/g, ' ')}\n`;
  });
  const canonical = [method, url.pathname, query, lines.join(''), claim.signedHeaders.join(';'), payload];
  const toSign = ['AWS4-HMAC-SHA256', claim.date, claim.scope.join('/'), sha256Hex(canonical.join('\n'))];
  const key = claim.scope.reduce<Buffer>(
    (before, part) => createHmac('sha256', before).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  return createHmac('sha256', key).update(toSign.join('\n')).digest('hex');
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
