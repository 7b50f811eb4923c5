import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { readConfirmation } from '#shared/tip/confirm';
import * as contracts from '#shared/tip/contract';
import { isErased } from '#shared/tip/rules';
import type { Caller } from '../platform/authenticate';
import { bytesOf } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { signerOf } from '../platform/signer';
import { sentInto } from './acting';
import * as closing from './closing-store';
import { erase } from './erasure-store';
import { placeIn, type Role, roleOf } from './place';
import { caseView } from './view';

/** How a case ends: one officer proposes, another person confirms, and either may take it back. */
export function closingRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(contracts.proposeClosing, async ({ params, body, caller, now }) => {
      const today = dayOf(now);
      const read = (seq: number) => closing.readProposed(p.dynamo, params.case, seq);
      const sent = await sentInto(p, params, body, { caller, today }, read);
      if (!sent.ok) return sent;
      const { found, ...proposed } = sent.value;
      const proposing = { ...proposed, by: caller.person, ground: body.ground };
      const done = await closing.propose(p.dynamo, params.case, found, proposing, today);
      return done.ok ? ok(caseView(params.case, done.value, 'office', today)) : done;
    }),

    route(contracts.confirmClosing, async ({ params, body, caller, now }) => {
      const today = dayOf(now);
      const confirm = bytesOf(body.confirm);
      const said = readConfirmation(confirm);
      const read = () => closing.readProposed(p.dynamo, params.case, said?.seq ?? 0);
      // The office above confirms once and then has no place here: the same again still finds what it did.
      const again = (found: closing.ProposedStanding) =>
        roleOf(caller, params) === 'office' && closing.wasConfirmed(found, confirm);
      const standing = await findConfirmer(params, caller, today, read, again);
      if (!standing.ok) return standing;
      const { found, role } = standing.value;
      if (!said) return fail('tip-refused');
      const at = { office: params, directory: said.directory };
      const signer = await signerOf(p, body.signer, at, today);
      if (!signer.ok) return signer;
      const confirming = { confirm, said, signer: signer.value, by: caller.person, office: params };
      const done = await closing.confirm(p.dynamo, params.case, found, confirming, today);
      if (!done.ok) return done;
      const { head } = done.value;
      // What is cut off here goes on by itself when anybody of the office asks for it.
      const gone = isErased(head.state) ? await erase(p.dynamo, params.case, head) : ok(head);
      return gone.ok ? ok(caseView(params.case, { ...done.value, head: gone.value }, role, today)) : gone;
    }),

    route(contracts.withdrawClosing, async ({ params, body, caller, now }) => {
      const read = () => closing.readProposed(p.dynamo, params.case, 0);
      const standing = await findConfirmer(params, caller, dayOf(now), read, () => false);
      if (!standing.ok) return standing;
      const { found, role } = standing.value;
      const proposed = bytesOf(body.proposed);
      const done = await closing.withdraw(p.dynamo, params.case, found, proposed, dayOf(now));
      return done.ok ? ok(caseView(params.case, done.value, role, dayOf(now))) : done;
    }),
  ];
}

/** The case for who may confirm its end or take it back: the office that has it, and the one that was named to confirm. */
async function findConfirmer(
  params: Office & { case: Id },
  caller: Caller,
  today: number,
  read: () => Promise<closing.ProposedStanding | undefined>,
  again: (found: closing.ProposedStanding) => boolean,
): Promise<Result<{ found: closing.ProposedStanding; role: Role }>> {
  if (roleOf(caller, params) !== 'office') return fail('forbidden');
  const found = await read();
  if (!found) return fail('not-found');
  if (again(found)) return ok({ found, role: sameOffice(found.head.office, params) ? 'office' : 'above' });
  const role = placeIn(params, caller, found.head, today);
  if (!role.ok) return role;
  const may = role.value === 'office' || sameOffice(found.head.confirms ?? null, params);
  return may ? ok({ found, role: role.value }) : fail('forbidden');
}
