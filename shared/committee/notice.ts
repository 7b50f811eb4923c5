import { COMMITTEE_NAMES } from '../election/body';
import { editionOn, rulesOf } from '../election/editions';
import { LAWS } from '../objection/rules';
import { sayDate } from '../time';
import { type Committee, type Left, POSTS, type Who } from './contract';

const sayWho = ({ name, group }: Who): string => (group === '' ? name : `${name}（${group}）`);
const sayAll = (people: readonly Who[]): string => people.map(sayWho).join('、');

function basisOf({ body, chosenOn }: Committee): string {
  const article = rulesOf(editionOn(body, chosenOn))['nominee-leaves-committee']?.article ?? '';
  return `根据${LAWS[body]}${article}`;
}

function postLines({ members }: Committee): string[] {
  return POSTS.flatMap((post) => {
    const held = members.filter((member) => member.post === post);
    return held.length > 0 ? [`${post}：${sayAll(held)}`] : [];
  });
}

/** The text of notice 2, 村民选举委员会名单公告: how it was chosen, who it is, who moves up, and until when to object. */
export function listNotice(committee: Committee, village: string): string {
  const { body, term, chosenOn, kind, alternates, objectUntil } = committee;
  const name = COMMITTEE_NAMES[body];
  return [
    `${basisOf(committee)}，${sayDate(chosenOn, 0)}${kind}推选产生了${village}第${term}届${name}，现将名单公布如下：`,
    ...postLines(committee),
    ...(alternates.length > 0 ? [`候补（按得票先后依次递补）：${sayAll(alternates)}`] : []),
    `对名单有异议的，请在${sayDate(objectUntil)}（含当天）以前向${body}提出。`,
    '特此公告。',
  ].join('\n');
}

const WHY = {
  本人被提名: '被提名为候选人，退出',
  近亲属被提名: '因近亲属被提名为候选人，退出',
  辞职: '辞职',
  去世: '去世',
  异议成立: '因对名单的异议成立，退出',
  其他: '因故退出',
} as const satisfies Record<Left['why'], string>;

/** The text of notice 2-1, 成员变更公告: who left and why, who moved up, and who the members are now. */
export function changeNotice(committee: Committee): string {
  const name = COMMITTEE_NAMES[committee.body];
  const lines = committee.left.map((one, i) => {
    const follows = one.followed ? `由${sayWho(one.followed)}依次递补为委员` : '没有人递补';
    const after = one.post === '候补' ? '不再候补' : follows;
    return `${i + 1}. ${one.post}${sayWho(one)}${sayDate(one.day)}${WHY[one.why]}，${after}。`;
  });
  const short = committee.state === 'short' ? [`候补人员已经递补完，缺额将另行推选。`] : [];
  return [
    `${basisOf(committee)}，${name}成员变更如下：`,
    ...lines,
    ...short,
    `现在的成员：${postLines(committee).join('；')}。`,
    '特此公告。',
  ].join('\n');
}
