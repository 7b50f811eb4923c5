import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { endSession, renewSession, Session } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { now } from './clock';
import { forget, keep, recall } from './storage';
import { createStore, useStore } from './store';

const Kept = Session.extend({
  /** What the roll, or the demo, calls this person. */
  name: z.string().optional(),
  /** The village whose roll was seen to have this person. */
  onRollOf: AreaCode.optional(),
});
type Kept = z.output<typeof Kept>;

const session = createStore<Kept | undefined>(recall('session', Kept));

/** The session of this device, if somebody is signed in. */
export function useSession(): Kept | undefined {
  return useStore(session);
}

/** Whether somebody is signed in, outside a page. */
export function signedIn(): boolean {
  return session.get() !== undefined;
}

/** Who is signed in, outside a page. */
export function personHere(): string | undefined {
  return session.get()?.person;
}

/** The village whose roll has the person here, outside a page. */
export function rollHere(): AreaCode | undefined {
  return session.get()?.onRollOf;
}

/** Runs when somebody else, or nobody, is signed in from now on. */
export function onPerson(run: () => void): void {
  let before = personHere();
  session.subscribe(() => {
    if (personHere() === before) return;
    before = personHere();
    run();
  });
}

function hold(kept: Kept): void {
  session.set(kept);
  keep('session', kept);
}

/** Takes up a session and keeps it on this device. */
export function takeSession(value: Session, name?: string): void {
  hold(name === undefined ? value : { ...value, name });
}

/**
 * Takes up a session in which the person of this device has just proved who they are; answers the refresh token it
 * replaces, or undefined when the session is another's.
 */
export function takeProof(proved: Session): string | undefined {
  const before = session.get();
  if (before?.person !== proved.person) return undefined;
  hold({ ...before, ...proved });
  return before.refresh;
}

/** Keeps what the roll says of this person: the name to greet them by, and which village's roll it is. */
export function rememberEntry({ name, area }: { name: string; area: AreaCode }): void {
  const value = session.get();
  if (value && (value.name !== name || value.onRollOf !== area)) hold({ ...value, name, onRollOf: area });
}

/** Forgets the session on this device. */
export function dropSession(): void {
  session.set(undefined);
  forget('session');
}

/** How the session's own requests travel; given by request.ts so that the two files do not import each other. */
export interface Renewal {
  renew(body: { refresh: string }): Promise<Session | 'ended' | 'unreachable'>;
}

let renewing: Promise<string | undefined> | undefined;

async function renewed(value: Kept, way: Renewal): Promise<string | undefined> {
  const answer = await way.renew({ refresh: value.refresh });
  if (answer === 'unreachable') return undefined;
  if (answer === 'ended') {
    dropSession();
    return undefined;
  }
  hold({ ...value, ...answer });
  return answer.access;
}

/**
 * An access token that is good now. `after` is a token the server has just refused: then, or within half a
 * minute of its end, the session is renewed, once for all who wait.
 */
export async function accessToken(way: Renewal, after?: string): Promise<string | undefined> {
  const value = session.get();
  if (!value) return undefined;
  if (value.access !== after && value.until - now() > 30) return value.access;
  renewing ??= renewed(value, way).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

/** The contracts a session lives by. */
export const SESSION_ROUTES = { renew: renewSession, end: endSession } as const;

/** The refresh token to end on the server. */
export function refreshToken(): string | undefined {
  return session.get()?.refresh;
}

/** Adds grants that were just given, until the next renewal brings them in the token. */
export function addGrants(grants: readonly Grant[]): void {
  const value = session.get();
  if (value) hold({ ...value, grants: [...value.grants, ...grants], until: 0 });
}
