/** X25519 (RFC 7748 section 5). Low-order points, whose shared secret would be zero, are refused. */
import { montgomery } from '@noble/curves/abstract/montgomery.js';
import { clamp, CURVE, curvePoint } from './edwards25519';

let made: ReturnType<typeof montgomery> | undefined;

function x25519(): ReturnType<typeof montgomery> {
  made ??= overCurve(curvePoint());
  return made;
}

function overCurve(Point: ReturnType<typeof curvePoint>): ReturnType<typeof montgomery> {
  const { Fp, Fn } = Point;
  const inverse = (x: bigint): bigint => Fp.pow(x, CURVE.p - BigInt(2));
  return montgomery({
    P: CURVE.p,
    type: 'x25519',
    adjustScalarBytes: clamp,
    powPminus2: inverse,
    // [k]B on the Edwards curve with its cached tables, mapped back by u = (Z+Y)/(Z-Y): a third of the ladder's time.
    scalarMultBase: (k) => {
      const point = Point.BASE.multiply(Fn.create(k));
      return Fp.mul(Fp.add(point.Z, point.Y), inverse(Fp.sub(point.Z, point.Y)));
    },
  });
}

/** The 32-byte public key of a 32-byte secret. */
export function x25519PublicKey(secret: Uint8Array): Uint8Array {
  return x25519().getPublicKey(secret);
}

/** The shared secret, or null for a key of the wrong size or of low order. */
export function x25519SharedSecret(secret: Uint8Array, publicKey: Uint8Array): Uint8Array | null {
  if (publicKey.length !== 32) return null;
  try {
    return x25519().getSharedSecret(secret, publicKey);
  } catch {
    return null;
  }
}
