import type { AreaTree } from '#shared/area/contract';
import { bytesOf } from '#shared/crypto/bytes';
import { directoryDraft, recoveryHolders } from '#shared/directory/contract';
import { HOLDERS } from '#shared/directory/holder';
import { type Office, officeText } from '#shared/directory/office';
import { worksAt } from '#shared/directory/standing';
import { signInByWechat } from '#shared/identity/contract';
import { directoryPk, enrolKeys, holdRecovery, makeOffice, publishAll } from '../../directory/ceremony';
import { demoRootFor } from '../../directory/demo-root';
import { deviceOf } from '../../directory/devices';
import { type DemoPerson, demoCode } from '../../platform/demo';
import { makeKeys } from '../../platform/keyring';
import { keyOffices, officeName } from '../../platform/offices';
import { randomBytes } from '../../platform/random';
import { OFFLINE, type Problem, problemOf, send } from '../../platform/request';
import { as, type Member, type Ring } from './ring';
import { prepareRound } from './round';

/** What is being done now, and how much of all is done, 0 to 1. */
export type Report = (words: string, share: number) => void;

/** Makes every demo person's keys in this browser, by the same routes each of them would use; a problem ends it. */
export async function rehearse(
  people: readonly DemoPerson[],
  tree: AreaTree,
  passphrase: string,
  report: Report,
): Promise<Problem | undefined> {
  report('看看谁要有钥匙', 0);
  const members = await membersOf(people);
  if (!Array.isArray(members)) return members;
  const rings: Ring[] = [];
  for (const [i, member] of members.entries()) {
    report(
      `给${member.person.name}做钥匙（${officeName(tree, member.office)}）`,
      0.05 + (0.7 * i) / members.length,
    );
    const { office, person, session } = member;
    const made = await makeKeys(
      session.person,
      office,
      passphrase,
      () => undefined,
      (keys) => enrolKeys(as(session), office, keys, person.name),
    );
    if (made === 'no-room') return problemOf('busy');
    if (!made.ok) return made.problem;
    const ring = { ...member, keys: made.value };
    if (worksAt(session.grants, office)) {
      const held = await holdRecovery(as(session), office, made.value, await randomBytes(32));
      if (!held.ok) return held.problem;
    }
    rings.push(ring);
  }
  return (
    (await makeOffices(tree, rings, report)) ??
    (await signAll(tree, rings, report)) ??
    (await openRound(rings, report))
  );
}

async function makeOffices(
  tree: AreaTree,
  rings: readonly Ring[],
  report: Report,
): Promise<Problem | undefined> {
  // A trustee enrols under the office, but its key is made by one who handles its cases.
  const able = rings.filter(({ session, office }) => worksAt(session.grants, office));
  const makers = new Map(able.map((ring) => [officeText(ring.office), ring]));
  for (const [i, { session, office, keys }] of [...makers.values()].entries()) {
    const name = officeName(tree, office);
    report(`做${name}的办公室钥匙`, 0.75 + (0.1 * i) / makers.size);
    const offered = await as(session)(recoveryHolders, { params: office });
    if (!offered.ok) return offered.problem;
    const holders = offered.value.holders.slice(-HOLDERS).map(({ recoveryPk }) => bytesOf(recoveryPk));
    const anchors = { published: [], own: deviceOf(keys) };
    const made = await makeOffice(as(session), { office, name, keys, anchors }, holders);
    if (!made.ok) return made.problem;
  }
  return undefined;
}

async function signAll(tree: AreaTree, rings: readonly Ring[], report: Report): Promise<Problem | undefined> {
  report('县里签名，公布名录', 0.86);
  const own: Office = { area: tree.county, kind: 2 };
  const county = rings.find(({ office }) => officeText(office) === officeText(own));
  const root = county && (await demoRootFor(directoryPk(county.keys)));
  if (!county || root === undefined) return problemOf('directory-refused');
  const draft = await as(county.session)(directoryDraft, { params: { area: tree.county } });
  if (!draft.ok) return draft.problem;
  const published = await publishAll(as(county.session), tree.county, county.keys, root, draft.value);
  return published.ok ? undefined : published.problem;
}

async function openRound(rings: readonly Ring[], report: Report): Promise<Problem | undefined> {
  report('枣坪村开一轮推荐，受托人交钥匙、签名', 0.9);
  return prepareRound(rings);
}

/** Everybody who may hold keys, once for each of their offices. */
async function membersOf(people: readonly DemoPerson[]): Promise<Member[] | Problem> {
  const members: Member[] = [];
  for (const person of people) {
    const code = await demoCode(person.person);
    if (code === undefined) return OFFLINE;
    const session = await send(signInByWechat, { body: { code } });
    if (!session.ok) return session.problem;
    const { value } = session;
    members.push(...keyOffices(value.grants).map((office) => ({ person, session: value, office })));
  }
  return members;
}
