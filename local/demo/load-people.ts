import { acceptInvitation, invite } from '#shared/identity/contract';
import { matchRoll, myEntries } from '#shared/roll/contract';
import { dayOf } from '#shared/time';
import { DEMO_COUNTY, VILLAGES } from './areas';
import type { Load } from './load-options';
import { type DemoOfficer, type DemoVillager, FOUNDER, OFFICERS } from './people';
import { demoId } from './seeded';
import { rowOf } from './villagers';

/** The first officer of the county takes up the founding code. */
export async function found({ sessions, foundingCode }: Load): Promise<void> {
  const { grants } = await sessions.of(FOUNDER.person);
  if (grants.some(({ role, area }) => role === 'county' && area === DEMO_COUNTY)) return;
  await sessions.must(acceptInvitation, { body: { code: foundingCode } }, FOUNDER.person);
  await sessions.renew(FOUNDER.person);
}

/**
 * Invites an officer, who accepts; nothing where they already hold the role. The county invites everybody but the
 * second and further officers of a discipline office, whom the first one invites.
 */
export async function appoint({ sessions, clock }: Load, officer: DemoOfficer): Promise<void> {
  const { person, role, area, name } = officer;
  const { grants } = await sessions.of(person);
  if (grants.some((grant) => grant.role === role && grant.area === area)) return;
  // An invitation runs out: on another day it is another one.
  const id = demoId('invitation', person, String(dayOf(clock.now)));
  const colleague = OFFICERS.find((one) => one.role === 'officer' && one.area === area);
  const inviter = role === 'officer' && colleague && colleague !== officer ? colleague : FOUNDER;
  const made = await sessions.must(invite, { params: { area }, body: { id, role, name } }, inviter.person);
  await sessions.must(acceptInvitation, { body: { code: made.code } }, person);
  await sessions.renew(person);
}

/** A villager finds themselves on the roll of 枣坪村, once. */
export async function tie({ sessions }: Load, { person, villager }: DemoVillager): Promise<void> {
  const area = VILLAGES.zaoping.code;
  const entries = await sessions.must(myEntries, {}, person);
  if (entries.some((entry) => entry.area === area)) return;
  const body = { name: villager.name, idLastSix: rowOf(villager).idNumber.slice(-6) };
  await sessions.must(matchRoll, { params: { area }, body }, person);
}
