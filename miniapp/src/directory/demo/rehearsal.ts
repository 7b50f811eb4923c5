import type { AreaTree } from '#shared/area/contract';
import type { Answer, Contract, Sent } from '#shared/contract';
import { type Office, officeText } from '#shared/directory/office';
import { type Session, signInByWechat } from '#shared/identity/contract';
import { type DemoPerson, demoCode } from '../../platform/demo';
import { type Keys, makeKeys } from '../../platform/keyring';
import { keyOffices, officeName } from '../../platform/offices';
import {
  exchange,
  OFFLINE,
  type Outcome,
  partsOf,
  type Problem,
  problemOf,
  readAnswer,
  send,
} from '../../platform/request';
import { directoryPk, enrolKeys, makeOffice, publishAll, type Send } from '../ceremony';
import { demoRootFor } from '../demo-root';

/** What is being done now, and how much of all is done, 0 to 1. */
export type Report = (words: string, share: number) => void;

interface Member {
  readonly person: DemoPerson;
  readonly session: Session;
  readonly office: Office;
}

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
  const rings = new Map<string, { member: Member; keys: Keys }>();
  for (const [i, member] of members.entries()) {
    report(
      `给${member.person.name}做钥匙（${officeName(tree, member.office)}）`,
      0.05 + (0.75 * i) / members.length,
    );
    const keys = await makeKeys(member.session.person, member.office, passphrase, () => undefined);
    if (!keys) return problemOf('busy');
    const enrolled = await enrolKeys(as(member.session), member.office, keys, member.person.name);
    if (!enrolled.ok) return enrolled.problem;
    rings.set(officeText(member.office), { member, keys });
  }
  for (const [i, { member }] of [...rings.values()].entries()) {
    const name = officeName(tree, member.office);
    report(`做${name}的办公室钥匙`, 0.8 + (0.15 * i) / rings.size);
    const made = await makeOffice(as(member.session), member.office, name);
    if (!made.ok) return made.problem;
  }
  report('县里签名，公布名录', 0.96);
  return signAll(tree, rings);
}

async function signAll(
  tree: AreaTree,
  rings: ReadonlyMap<string, { member: Member; keys: Keys }>,
): Promise<Problem | undefined> {
  const county = rings.get(officeText({ area: tree.county, kind: 2 }));
  const root = county && (await demoRootFor(directoryPk(county.keys)));
  if (!county || root === undefined) return problemOf('directory-refused');
  const published = await publishAll(as(county.member.session), tree.county, county.keys, root);
  return published.ok ? undefined : published.problem;
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

/** Sends as a demo person, whose session is never taken up by the app. */
function as(session: Session): Send {
  return async <C extends Contract>(contract: C, input: Sent<C>): Promise<Outcome<Answer<C>>> => {
    const answer = await exchange(contract, partsOf(input), { authorization: `Bearer ${session.access}` });
    return answer ? readAnswer(contract, answer) : { ok: false, problem: OFFLINE };
  };
}
