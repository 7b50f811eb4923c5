import * as z from 'zod';
import { whole } from './whole';

/** 128 random bits made by the caller, base64url: 22 characters, the last one of A Q g w. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, '编号不对')
  .brand<'Id'>();
export type Id = z.output<typeof Id>;

/** A version counts from 1. */
export const Version = whole(1, 99_999_999);

// A last letter that stands for 1 or 2 bytes has its left-over bits zero, so that bytes have one spelling.
const ONE_LEFT = '[A-Za-z0-9_-][AQgw]';
const TWO_LEFT = '[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]';

/** Bytes as base64url without padding (RFC 4648 section 5), of exactly `length` bytes. */
export function base64urlOf(length: number): z.ZodString {
  const left = ['', ONE_LEFT, TWO_LEFT][length % 3] ?? '';
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.floor(length / 3) * 4}}${left}$`), '长度不对');
}

/** Bytes as base64url without padding, at most `max` bytes. */
export function base64urlUpTo(max: number): z.ZodString {
  const text = new RegExp(`^(?:[A-Za-z0-9_-]{4})*(?:${ONE_LEFT}|${TWO_LEFT})?$`);
  return z.string().check(z.maxLength(Math.ceil((max * 4) / 3)), z.regex(text, '不是 base64url'));
}
