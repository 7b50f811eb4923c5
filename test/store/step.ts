/** How a schedule is run: once, or cut and then again. */
export type RunSchedule = (name: string, work: () => Promise<unknown>) => Promise<void>;

/** What must have succeeded. */
export function must(reply: { status: number; text: string }): void {
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`);
}
