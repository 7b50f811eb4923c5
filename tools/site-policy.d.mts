/** The name of the list of a built site's files. */
export const FILE_LIST: string;
/** The Content-Security-Policy of a site's page, by the hosts that a deployment pins. */
export function policyOf(html: string, hosts: Readonly<Record<string, string>> | null): string;
/** Writes the policy and the list of files into a built site; answers the SHA-256 of the list. */
export function sealSite(place: string, hosts: Readonly<Record<string, string>> | null): string;
