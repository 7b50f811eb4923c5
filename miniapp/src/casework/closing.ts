import { toBase64url } from '#shared/crypto/bytes';
import { sentEntryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import { signConfirmation } from '#shared/tip/confirm';
import { confirmClosing, eraseCase, withdrawClosing } from '#shared/tip/contract';
import { isErased } from '#shared/tip/rules';
import { recordHash } from '#shared/tip/record';
import { joined } from '../platform/case-pages';
import type { Keys } from '../platform/keyring';
import { type Outcome, problemOf, send } from '../platform/request';
import { type OpenCase, openCase, unseal } from './opening';

/**
 * Confirms what was proposed, that a case ends or that its content is erased: this officer's signature over the very
 * record that another one proposed. Sent again it is the same.
 */
export async function confirmProposed(open: OpenCase, own: Office, keys: Keys): Promise<Outcome<OpenCase>> {
  const { view, directory, proposal, readAt } = open;
  const signer = sentEntryOf(directory, own);
  if (!proposal || !signer) return { ok: false, problem: problemOf('directory-untrusted') };
  const { head } = proposal.record;
  const confirm = signConfirmation(
    {
      caseId: head.caseId,
      seq: head.seq,
      recordHash: recordHash(proposal.record),
      office: own,
      directory: directory.hash,
    },
    { id: keys.officer, seed: keys.signSeed },
  );
  const entry = entryToWire(signer);
  const params = { ...own, case: view.case };
  const body = { confirm: toBase64url(confirm), signer: entry };
  const answer = await send(confirmClosing, { params, body });
  if (!answer.ok) return answer;
  // What was erased is not the case that was read here; the office above has no place there any more.
  if (isErased(answer.value.state) && view.role !== 'above') return openCase(readAt, view.case, own, keys);
  return unseal(joined(view, { ...answer.value, signers: [entry] }), own, keys);
}

/** Takes what was proposed back; the case stands as before. */
export async function takeBack(
  { view, proposal }: OpenCase,
  own: Office,
  keys: Keys,
): Promise<Outcome<OpenCase>> {
  if (!proposal) return { ok: false, problem: problemOf('tip-elsewhere') };
  const params = { ...own, case: view.case };
  const body = { proposed: toBase64url(recordHash(proposal.record)) };
  const answer = await send(withdrawClosing, { params, body });
  return answer.ok ? unseal(joined(view, answer.value), own, keys) : answer;
}

/** Goes on erasing what two officers signed away, where it was cut off. */
export async function eraseOn({ view }: OpenCase, own: Office, keys: Keys): Promise<Outcome<OpenCase>> {
  const answer = await send(eraseCase, { params: { ...own, case: view.case }, body: {} });
  return answer.ok ? openCase(own, view.case, own, keys) : answer;
}
