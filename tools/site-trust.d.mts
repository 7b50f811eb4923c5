/** Settings that are not what a build can pin; the message says which, and what it must be. */
export class WrongAnchors extends Error {}
/** The text of a built site's `trust.json`, or null where a build pins nothing. */
export function siteTrust(env: Record<string, string | undefined>): string | null;
/** Where desks put files by a signed address, or null where a build pins nothing. */
export function siteUploads(env: Record<string, string | undefined>): string | null;
