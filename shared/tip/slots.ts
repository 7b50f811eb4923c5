/** The eight slots of a record: its data key sealed to each who may open it (formats.md section 3). */
import { concatBytes } from '../crypto/bytes';
import { fixed, tag, u16, u8 } from '../crypto/codec';
import { H } from '../crypto/hash';
import { deriveKeyPair, hpkeOpenBy, hpkeSeal, hpkeShared, type KeyPair } from '../crypto/hpke';
import { type Share, split } from '../crypto/shamir';
import { SLOT_BYTES } from './sizes';

/** Places are fixed, and all are always filled, so that nobody sees from outside who may open a record. */
export const ROLES = [
  'office',
  'above',
  'reporter',
  'holder1',
  'holder2',
  'holder3',
  'second',
  'spare',
] as const;
export type SlotRole = (typeof ROLES)[number];
const FIRST_HOLDER = ROLES.indexOf('holder1');
const LAST_HOLDER = ROLES.indexOf('holder3');

/** Public keys by role. A role that is absent, or left out for a conflict, is sealed to nobody. */
export type SlotKeys = Readonly<Partial<Record<Exclude<SlotRole, 'spare'>, Uint8Array>>>;

const PAYLOAD_BYTES = 1 + 32;

/** Random bytes of one slot: its ephemeral key, and a key and a payload that nobody keeps. */
interface SlotRandom {
  readonly ephemeral: Uint8Array;
  readonly dummyKey: Uint8Array;
  readonly dummyPayload: Uint8Array;
}

export interface SlotsRandom {
  /** 32 bytes: of the polynomial that shares the data key among the recovery holders, any 2 of 3. */
  readonly coefficients: Uint8Array;
  readonly slots: readonly SlotRandom[];
}

const SLOT_RANDOM_BYTES = 32 + 32 + PAYLOAD_BYTES;
/** Random bytes that sealing eight slots takes. */
export const SLOTS_RANDOM_BYTES = 32 + ROLES.length * SLOT_RANDOM_BYTES;

/** Cuts `SLOTS_RANDOM_BYTES` random bytes into what each slot needs. */
export function slotsRandom(random: Uint8Array): SlotsRandom {
  fixed(random, SLOTS_RANDOM_BYTES);
  const slots = ROLES.map((_, i) => {
    const start = 32 + i * SLOT_RANDOM_BYTES;
    return {
      ephemeral: random.slice(start, start + 32),
      dummyKey: random.slice(start + 32, start + 64),
      dummyPayload: random.slice(start + 64, start + SLOT_RANDOM_BYTES),
    };
  });
  return { coefficients: random.slice(0, 32), slots };
}

/** What slots are bound to: the head of their record, and the wrap they belong to (0 until a transfer). */
export interface SlotContext {
  readonly head: Uint8Array;
  readonly wrap: number;
}

/** All eight slots, or null when one of the keys is unusable: then nothing may be sent under them. */
export function sealSlots(
  dek: Uint8Array,
  keys: SlotKeys,
  context: SlotContext,
  random: SlotsRandom,
): Uint8Array | null {
  const byRole: Readonly<Partial<Record<SlotRole, Uint8Array>>> = keys;
  const shares = split(dek, 2, 3, random.coefficients);
  const slots: Uint8Array[] = [];
  for (const [place, { ephemeral, dummyKey, dummyPayload }] of random.slots.entries()) {
    const key = byRole[ROLES[place] ?? 'spare'];
    const recipient = key ?? deriveKeyPair(dummyKey).publicKey;
    const payload = key ? payloadAt(place, dek, shares) : dummyPayload;
    const slot = hpkeSeal(recipient, slotInfo(context, place), payload, ephemeral);
    if (slot === null) return null;
    slots.push(slot);
  }
  return concatBytes(...slots);
}

/** The 81 bytes of one role. */
export function slotOf(slots: Uint8Array, role: SlotRole): Uint8Array {
  const place = ROLES.indexOf(role);
  return slots.slice(place * SLOT_BYTES, (place + 1) * SLOT_BYTES);
}

const HOLDER_ROLES = ['holder1', 'holder2', 'holder3'] as const satisfies readonly SlotRole[];

/** The three slots of the recovery holders, which lie beside each other. */
export function holderSlots(slots: Uint8Array): Uint8Array {
  return slots.slice(FIRST_HOLDER * SLOT_BYTES, (LAST_HOLDER + 1) * SLOT_BYTES);
}

/** The role and the slot of a holder, by their place from 1, among those three. */
export function holderSlot(three: Uint8Array, place: number): { role: SlotRole; slot: Uint8Array } | null {
  const role = HOLDER_ROLES[place - 1];
  return role ? { role, slot: three.slice((place - 1) * SLOT_BYTES, place * SLOT_BYTES) } : null;
}

/** What a slot gives its holder: the data key (x = 0) or a share of it (x = 1..3); null when it is not for them. */
export function openSlot(
  slot: Uint8Array,
  role: SlotRole,
  pair: KeyPair,
  context: SlotContext,
): Share | null {
  const shared = hpkeShared(pair, slot);
  return shared && openSlotBy(slot, role, shared, context);
}

/** The same by what its holder shares with whoever sealed this one slot: handed on, it proves the share and opens no other. */
export function openSlotBy(
  slot: Uint8Array,
  role: SlotRole,
  shared: Uint8Array,
  context: SlotContext,
): Share | null {
  const place = ROLES.indexOf(role);
  const payload = hpkeOpenBy(shared, slotInfo(context, place), slot);
  if (payload?.length !== PAYLOAD_BYTES || payload[0] !== shareAt(place)) return null;
  return { x: shareAt(place), bytes: payload.slice(1) };
}

function payloadAt(place: number, dek: Uint8Array, shares: readonly Share[]): Uint8Array {
  const x = shareAt(place);
  const bytes = x === 0 ? dek : (shares.find((share) => share.x === x)?.bytes ?? new Uint8Array(0));
  return fixed(concatBytes(u8(x), bytes), PAYLOAD_BYTES);
}

/** 0 for a role that gets the data key itself, else the place of its share. */
function shareAt(place: number): number {
  return place >= FIRST_HOLDER && place <= LAST_HOLDER ? place - FIRST_HOLDER + 1 : 0;
}

function slotInfo({ head, wrap }: SlotContext, place: number): Uint8Array {
  return concatBytes(tag('tip/slot'), H('tip/head-hash', head), u16(wrap), u8(place));
}
