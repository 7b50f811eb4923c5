import * as contracts from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { endingUnder, mayInvite } from '#shared/identity/rules';
import type { Role } from '#shared/identity/role';
import type { Id } from '#shared/ids';
import { fail, ok } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import * as grantStore from './grant-store';

const INVITATION_SECONDS = 7 * 86_400;

/** People of an area's office: who works there, invitations by whoever's own grant allows them, the end of a grant. */
export function staffRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.invite, async ({ params, body, caller, now }) => {
      const inviting = mayInvite(caller.grants, body.role, params.area);
      if (!inviting.ok) return inviting;
      const { right, under } = inviting.value;
      // Asked again when it is taken up: two first invitations may be under way.
      if (right === 'first-officer' && (await grantStore.isStaffed(p.dynamo, params.area)))
        return fail('office-staffed');
      // Made from the id, so that the same request again shows the same code and nothing of it is stored.
      const code = codeOf(p.hash('invitation-code', caller.person, body.id));
      const grant: Grant = { role: body.role, area: params.area };
      const codeHash = p.hash('invitation', code);
      const until = now + INVITATION_SECONDS;
      const invitation = { grant, name: body.name, by: caller.person, right, under, until };
      const stored = await grantStore.putInvitation(p.dynamo, codeHash, invitation, now);
      return stored.ok ? ok({ code, until: stored.value.until }) : stored;
    }),

    route(contracts.staffList, async ({ params: { area }, caller, now }) => {
      const [staff, enrolled] = await Promise.all([
        grantStore.readStaff(p.dynamo, area),
        grantStore.readEnrolled(p.dynamo, p.county, area),
      ]);
      const mayEnd = ({ role }: { role: Role }) => endingUnder(caller.grants, role, area) !== undefined;
      const keysOf = (holder: Id) => enrolled.filter(({ person }) => person === holder).map(({ id }) => id);
      return ok({
        revision: staff.revision,
        held: staff.held
          .filter(mayEnd)
          .map(({ person, role, name, since }) => ({ person, role, name, since, keys: keysOf(person) })),
        offered: staff.offered
          .filter((offer) => offer.until > now && (offer.by === caller.person || mayEnd(offer)))
          .map(({ SK: offer, role, name, until }) => ({ offer, role, name, until })),
      });
    }),

    route(contracts.withdrawInvitation, async ({ params, body, caller, now }) =>
      grantStore.withdrawInvitation(p.dynamo, { ...params, ...body }, caller, now),
    ),

    route(contracts.endGrant, async ({ params, body, caller, now }) =>
      grantStore.endGrant(p, { ...params, ...body }, caller, now),
    ),
  ];
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Twelve letters and figures without look-alikes: 60 bits. */
function codeOf(hash: string): string {
  return [...Buffer.from(hash, 'base64url').subarray(0, 12)]
    .map((byte) => LETTERS.charAt(byte % 32))
    .join('');
}
