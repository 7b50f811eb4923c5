import type { Ground } from '#shared/tip/ground';
import { type CaseView, eraseCase, proposeClosing } from '#shared/tip/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { SealedRecord } from '#shared/tip/record';
import { TipState } from '#shared/tip/state';
import type { TestOfficer } from '#test/directory/ceremony';
import { caseOf, confirms, reply, sent, signer, type TipCounty } from './case';

/** The record by which an officer would erase the content of a case. */
export const erasureOf = (
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  { records }: Pick<CaseView, 'records'>,
  ground: Ground = 'kept',
): SealedRecord => reply(place, keys, by, records, { kind: 'status', said: { status: 'erased', ground } });

/** One officer proposes that the content of a case is erased. */
export function proposesErasure(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  record: SealedRecord,
  ground: Ground = 'kept',
) {
  const params = { ...by.office, case: caseOf(keys) };
  const body = { record: sent(record), signer: signer(place, by, record), ground };
  return place.county.send(proposeClosing, { params, body }, by.session);
}

/** As if a case had ended so many days before: nothing else of it changes. */
export async function endedBefore({ county }: TipCounty, keys: ReceiptKeys, days: number): Promise<void> {
  const key = { PK: `CASE#${caseOf(keys)}`, SK: 'HEAD' };
  const head = (await county.dynamo.get('cases', key))!;
  const state = TipState.parse(head['state']);
  const back = Object.entries(state).map(([name, value]) => [
    name,
    typeof value === 'number' ? value - days : value,
  ]);
  const item = { ...head, ...key, state: Object.fromEntries(back) };
  await county.dynamo.transact([{ kind: 'put', table: 'cases', item }]);
}

/** So many days after its end content may go on any ground. */
export const LONG_AGO = 3653;

/** Erases the content of an ended case: its officer proposes, that of the office above confirms. */
export async function erases(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  view: Pick<CaseView, 'records'>,
) {
  await endedBefore(place, keys, LONG_AGO);
  const record = erasureOf(place, keys, by, view);
  const proposed = await proposesErasure(place, keys, by, record);
  return proposed.code ? proposed : confirms(place, keys, place.above, record);
}

/** Goes on erasing it. */
export const erasesOn = ({ county }: TipCounty, keys: ReceiptKeys, by: TestOfficer) =>
  county.send(eraseCase, { params: { ...by.office, case: caseOf(keys) }, body: {} }, by.session);

/** A case whose content two officers signed away, as it stands when the erasing was cut off before its last step. */
export async function cutOff({ county }: TipCounty, keys: ReceiptKeys): Promise<void> {
  const key = { PK: `CASE#${caseOf(keys)}`, SK: 'HEAD' };
  const head = (await county.dynamo.get('cases', key))!;
  const state = { ...(head['state'] as object), state: 'erasing' };
  await county.dynamo.transact([{ kind: 'put', table: 'cases', item: { ...head, ...key, state } }]);
}
