import { describe, expect, it } from '@jest/globals';
import { signerOf } from './sigv4';

// The example of "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)" in the S3 reference.
const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const QUERY = [
  'X-Amz-Algorithm=AWS4-HMAC-SHA256',
  `X-Amz-Credential=${KEY}%2F20130524%2Fus-east-1%2Fs3%2Faws4_request`,
  'X-Amz-Date=20130524T000000Z',
  'X-Amz-Expires=86400',
  'X-Amz-SignedHeaders=host',
  'X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
].join('&');

const request = (query: string) => ({
  method: 'GET',
  url: new URL(`https://examplebucket.s3.amazonaws.com/test.txt?${query}`),
  headers: new Headers(),
  payload: 'UNSIGNED-PAYLOAD',
});

describe('the signature that a bucket of the tests checks', () => {
  it('is the one of the reference', () => {
    expect(signerOf(request(QUERY), () => SECRET)).toBe(KEY);
  });

  it('is refused for another expiry or another secret', () => {
    expect(signerOf(request(QUERY.replace('86400', '86401')), () => SECRET)).toBeUndefined();
    expect(signerOf(request(QUERY), () => 'other')).toBeUndefined();
  });
});
