/** Where a case stands by its own signed records, on the writer's phone and at the desk alike. */
import type { Office } from '../directory/office';
import type { Content } from './content';
import type { ServedWire } from './served';
import type { ChainRecord } from './record';
import type { Refusal } from './refusal';
import type { TipState } from './state';
import type { Entry } from './thread';
import { type Consents, consentsAfter, type Holding, NO_CONSENTS } from './transfer';

/** Where a case stands by what the office signed, and the day of each step. */
export interface Standing {
  /** Where the writer is told it stands: what is only proposed is no word to them. */
  readonly at: Exclude<TipState['state'], 'proposed' | 'erasing' | 'erased'>;
  readonly reason?: Refusal;
  readonly days: Readonly<Partial<Record<TipState['state'], number>>>;
  /** The day on which the result was put off. */
  readonly extended?: number;
  /** The day on which two recovery holders last gave letters of it back. */
  readonly recovered?: number;
}

/** Reads the signed acts in order; the server's own word about the state is not needed. */
export function standingOf(entries: readonly Entry[], records: readonly ServedWire[]): Standing {
  const received = records[0]?.day;
  const start: Standing = { at: 'received', days: received === undefined ? {} : { received } };
  return entries.reduce<Standing>((standing, entry, i) => {
    const day = records[i]?.day;
    if (!entry.ok) return standing;
    // The office it went to has all of the time that the law gives to decide.
    if (isMove(entry.content) && standing.at === 'received')
      return { ...standing, days: day === undefined ? {} : { received: day } };
    if (entry.content.kind !== 'status') return standing;
    const { said } = entry.content;
    if (said.status === 'merged' || said.status === 'parted' || said.status === 'erased') return standing;
    if (said.status === 'recovered') return { ...standing, recovered: said.day };
    if (said.status === 'extended') return day === undefined ? standing : { ...standing, extended: day };
    return {
      ...standing,
      at: said.status,
      days: { ...standing.days, ...(day === undefined ? {} : { [said.status]: day }) },
      ...(said.status === 'refused' ? { reason: said.reason } : {}),
    };
  }, start);
}

/** Who has a case by its signed records. */
export interface Held extends Holding {
  /** It was moved to where it may not go: nothing more is written into it. */
  readonly astray: boolean;
}

/** Who has a case by what was signed in it, and not by the server's word; undefined when its records cannot be read. */
export function heldBy(records: readonly ChainRecord[], entries: readonly Entry[]): Held | undefined {
  const first = records.find((record) => record.head !== null)?.head.office;
  return first && entries.reduce<Held>(follow, { office: first, second: null, astray: false });
}

function follow(held: Held, entry: Entry): Held {
  if (!entry.ok) return entry.flaw === 'move' ? { ...held, astray: true } : held;
  const { content } = entry;
  if (content.kind === 'first') return { ...held, second: content.said.second ?? null };
  if (content.kind !== 'transfer') return held;
  return { ...held, office: content.said.to, second: content.said.second ?? null };
}

type Moved = Extract<Content, { kind: 'transfer' }>;

/** Whether a record takes the case to another office; one by which a second office was brought in does not. */
export function isMove(content: Content): content is Moved {
  return content.kind === 'transfer' && content.said.reason !== 'joint';
}

/** The day on which the office above passed the case down to who has it; undefined when it came another way. */
export function assignedSince(entries: readonly Entry[], records: readonly ServedWire[]): number | undefined {
  const moves = entries.flatMap((entry, i) =>
    entry.ok && isMove(entry.content) ? [{ content: entry.content, day: records[i]?.day }] : [],
  );
  const last = moves[moves.length - 1];
  return last?.content.said.reason === 'remit' ? last.day : undefined;
}

/** What the office asks its writer: whether the case may go to an office of another kind, or that may handle it jointly. */
export interface Asked {
  readonly to: Office;
  readonly joint?: true | undefined;
}

/** What the office asked last, until the writer has answered or it has gone there. */
export function askedAbout(entries: readonly Entry[]): Asked | undefined {
  return entries.reduce<Asked | undefined>((asked, entry) => {
    if (!entry.ok) return asked;
    const { content } = entry;
    if (content.kind === 'transfer') return undefined;
    if (content.kind !== 'message') return asked;
    return content.said.consent ? undefined : (content.said.ask ?? asked);
  }, undefined);
}

/** What the writer has let the office do since the case came where it is. */
export function consentsIn(entries: readonly Entry[]): Consents {
  return entries.reduce<Consents>(
    (consents, entry) => (entry.ok ? consentsAfter(consents, entry.content) : consents),
    NO_CONSENTS,
  );
}

/** The places of the thread at which the writer says that somebody takes it out on them because of the letter. */
export function reprisalsIn(entries: readonly Entry[]): readonly number[] {
  return entries.flatMap((entry) =>
    entry.ok && entry.content.kind === 'message' && entry.content.said.reprisal ? [entry.seq] : [],
  );
}
