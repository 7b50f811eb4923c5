import type { BallotName } from '#shared/recommendation/round';

/** The context an issuing key is sealed under. */
export function issuerContext({ round, position }: BallotName): string {
  return `issuer ${round} ${position}`;
}
