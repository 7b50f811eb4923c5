import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { dayOf } from '#shared/time';
import type { FirstContent } from '#shared/tip/content';
import { readAgreement, signAgreement, signAsk } from '#shared/recovery/ask';
import * as contracts from '#shared/recovery/contract';
import { openParts, partOf, type RecoverableRecord, recoverKey, sealParts } from '#shared/recovery/parts';
import { decodeUses } from '#shared/recovery/use';
import { writeRecovery } from '#shared/recovery/reseal';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { encodeRecord, nameOfKey, type Opener } from '#shared/tip/record';
import { decodeHead } from '#shared/tip/head';
import { routeOf } from '#shared/tip/routing';
import { SLOTS_RANDOM_BYTES } from '#shared/tip/slots';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES } from '#shared/tip/writing';
import { registerHolder } from '#shared/directory/contract';
import { holderBody, loseKeys, publish, type TestHolder, type TestOfficer } from '#test/directory/ceremony';
import { COUNTY } from '#test/setup';
import { acceptedDirectory, bytes, caseOf, signer, type TipCounty } from '#test/tip/case';
import { ABOUT, entryAtOf, viewOf } from '#test/tip/moves';

/** The town's devices are gone, and it has a new key in a new directory. */
export async function townWithoutKeys(
  place: TipCounty,
  recoveryPks?: readonly Uint8Array[],
): Promise<{ place: TipCounty; town: TestOfficer }> {
  const { county } = place;
  const town = await loseKeys(county, 'officer', place.town, recoveryPks);
  await publish(county, await county.staff('county', COUNTY));
  // A directory is served for a second without being asked for anew.
  county.clock.now += 2;
  return { place: { ...place, town, directory: await acceptedDirectory(county) }, town };
}

/** A request for the first letters of a case. */
export function askFor(
  { county }: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  seqs: readonly number[] = [0],
): Uint8Array {
  return signAsk(
    {
      id: bytes(16),
      caseId: keys.caseId,
      office: by.office,
      day: dayOf(county.clock.now),
      loss: 'devices',
      seqs,
    },
    { id: by.id, seed: by.signSeed },
  );
}

export const sendAsk = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer, ask: Uint8Array) =>
  county.send(
    contracts.askRecovery,
    { params: { ...by.office, case: caseOf(keys) }, body: { ask: toBase64url(ask) } },
    by.session,
  );

export const agreementOf = (holder: TestHolder, ask: Uint8Array): Uint8Array =>
  signAgreement(
    { ask, office: holder.office, recoveryPk: holder.recovery.publicKey },
    { id: holder.id, seed: holder.signSeed },
  );

export const sendAgreement = (
  { county }: TipCounty,
  keys: ReceiptKeys,
  { office, session }: Pick<TestHolder, 'office' | 'session'>,
  agreement: Uint8Array,
) =>
  county.send(
    contracts.agreeToRecovery,
    { params: { ...office, case: caseOf(keys) }, body: { agreement: toBase64url(agreement) } },
    session,
  );

export const agrees = (place: TipCounty, keys: ReceiptKeys, holder: TestHolder, ask: Uint8Array) =>
  sendAgreement(place, keys, holder, agreementOf(holder, ask));

/** A holder registers another card: the one before is nobody's any more. */
export const stopHolding = ({ county }: TipCounty, holder: TestHolder) =>
  county.must(registerHolder, { params: holder.office, body: holderBody(holder, bytes(32)) }, holder.session);

type By = Pick<TestOfficer, 'office' | 'session'>;

export const asksSlots = ({ county }: TipCounty, keys: ReceiptKeys, by: By) =>
  county.send(
    contracts.releasedSlots,
    { params: { ...by.office, case: caseOf(keys) }, query: {} },
    by.session,
  );

/** What is released to somebody, as they read it. */
export async function released(place: TipCounty, keys: ReceiptKeys, by: By): Promise<RecoverableRecord[]> {
  const { value } = await asksSlots(place, keys, by);
  return value!.records.map(({ head, wraps, slots }) => ({
    head: decodeHead(bytesOf(head))!,
    wraps: wraps.map(bytesOf),
    slots: bytesOf(slots),
  }));
}

/** A holder's parts of a use, sealed to an office. */
export async function partsFor(
  place: TipCounty,
  keys: ReceiptKeys,
  holder: TestHolder,
  document: Uint8Array,
  town: TestOfficer,
  as: TestHolder = holder,
): Promise<{ recoveryPk: string; sealed: string }> {
  const records = await released(place, keys, holder);
  const places = decodeUses(document)!.map(({ holders }) => holders);
  const parts = records.map((record, i) => partOf(record, places[i]!, holder.recovery));
  const of = { document, recoveryPk: as.recovery.publicKey };
  const sealed = sealParts(parts, town.officeKey.publicKey, of, bytes(32))!;
  return { recoveryPk: toBase64url(as.recovery.publicKey), sealed: toBase64url(sealed) };
}

export const handsOn = (
  { county }: TipCounty,
  keys: ReceiptKeys,
  holder: TestHolder,
  body: { recoveryPk: string; sealed: string },
) =>
  county.send(
    contracts.handOnParts,
    { params: { ...holder.office, case: caseOf(keys) }, body },
    holder.session,
  );

export const recoveryOf = async ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer) =>
  (await county.must(contracts.readRecovery, { params: { ...by.office, case: caseOf(keys) } }, by.session))
    .recovery;

/** Asked for, agreed to by two, and in the log. */
export async function agreedRecovery(
  place: TipCounty,
  keys: ReceiptKeys,
  holders: readonly [TestHolder, TestHolder],
  seqs: readonly number[] = [0],
): Promise<Uint8Array> {
  const ask = askFor(place, keys, place.town, seqs);
  const asked = await sendAsk(place, keys, place.town, ask);
  if (asked.code) throw new Error(asked.text);
  await agrees(place, keys, holders[0], ask);
  const { value, text } = await agrees(place, keys, holders[1], ask);
  if (!value?.use) throw new Error(text);
  await place.county.enterLog();
  return bytesOf(value.use.document);
}

/** The keys that the desk makes of what was handed on. */
export async function openedAtDesk(
  place: TipCounty,
  keys: ReceiptKeys,
  town: TestOfficer,
): Promise<{ kinds: string[]; opener: Opener }> {
  const view = (await recoveryOf(place, keys, town))!;
  const document = bytesOf(view.use!.document);
  const uses = decodeUses(document)!;
  const pks = view.agreed.map(({ agreement }) => readAgreement(bytesOf(agreement))!.recoveryPk);
  const parts = pks.map((recoveryPk) => {
    const { sealed } = view.parts.find((one) => one.recoveryPk === toBase64url(recoveryPk))!;
    return openParts(bytesOf(sealed!), [town.officeKey], { document, recoveryPk })!;
  });
  const records = await released(place, keys, town);
  const recovered = new Map<string, Uint8Array>();
  const kinds = uses.map(({ holders }, i) => {
    const secrets = parts.map((part) => part[i]!) as [Uint8Array, Uint8Array];
    const found = recoverKey(records[i]!, holders, secrets);
    if (found.kind === 'key') recovered.set(nameOfKey(records[i]!.head), found.dek);
    return found.kind === 'wrong' ? `wrong ${found.holder}` : found.kind;
  });
  return { kinds, opener: { role: 'office', pairs: [town.officeKey], recovered } };
}

/** What the officer sends when the letters are open. */
export async function givenBack(place: TipCounty, keys: ReceiptKeys, town: TestOfficer, opener: Opener) {
  const view = await viewOf(place, keys, town);
  const document = bytesOf((await recoveryOf(place, keys, town))!.use!.document);
  const uses = decodeUses(document)!;
  const records = chainFromWire(view.records);
  const entries = openThread(records, opener, {
    caseId: keys.caseId,
    reporter: null,
    entryAt: entryAtOf(place, view.signers),
  });
  const [first] = entries;
  const said = (first?.ok && first.content.kind === 'first' ? first.content.said : ABOUT) as FirstContent;
  const today = dayOf(place.county.clock.now);
  const sealed = writeRecovery({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    records,
    uses,
    opener,
    directory: place.directory,
    route: routeOf({ office: town.office, second: null, about: said }, place.directory, today)!,
    text: '本办公室的钥匙丢了，两位保管人把信救了回来。',
    signer: { id: town.id, seed: town.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
    randoms: uses.map(() => bytes(SLOTS_RANDOM_BYTES)),
  })!;
  return {
    record: toBase64url(encodeRecord(sealed.record)),
    signer: signer(place, town, sealed.record),
    wraps: sealed.wraps.map(({ slots, wrap }) => ({ slots: toBase64url(slots), wrap: toBase64url(wrap) })),
  };
}

type Given = Awaited<ReturnType<typeof givenBack>>;

export const finishes = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer, body: Given) =>
  county.send(contracts.finishRecovery, { params: { ...by.office, case: caseOf(keys) }, body }, by.session);
