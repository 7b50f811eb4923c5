/** Where a file stands: its zone, and its feature where the zone has features. */
export function placeOf(file: string): { zone: string; feature?: string };
/** Why `file` may not import `source`; undefined when it may. */
export function refusal(file: string, source: string): string | undefined;
