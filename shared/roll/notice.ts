import { sayDate } from '../time';
import type { Publication, RollPublication } from './contract';

/** How people object and when they are answered, as a notice and the wall say it. */
export function sayHowToObject({ window: { last } }: Pick<RollPublication, 'window'>): string {
  return (
    `对名单有异议的，请在${sayDate(last)}（含当天）前向村民选举委员会提出，当面、书面、在手机上都可以。` +
    '村民选举委员会自收到之日起三日内作出处理决定，并公布处理结果。'
  );
}

/**
 * The text of notice 4, 选民名单公告: how many by group, where the names hang, how and until when to object. It names
 * nobody, since everybody can read it.
 */
export function rollNotice(of: RollPublication, { number, entries, groups }: Publication): string {
  const { body, term, cited } = of;
  const committee = body === '村民委员会' ? '村' : '社区';
  const title = `第${term}届${body}选举登记参加选举的${body === '村民委员会' ? '村民' : '居民'}名单`;
  const first = number > 1 ? `（第${number}次公布，补正）` : '';
  return [
    `根据${cited}，现将本${committee}${title}公布如下${first}：`,
    `共登记 ${entries} 人：${groups.map(({ name, entries: n }) => `${name} ${n} 人`).join('，')}。`,
    `姓名按组张贴在公告栏和各组。本${committee}选民也可以在“阳光换届”里核对自己的登记，替家人查。`,
    sayHowToObject(of),
    '特此公告。',
  ].join('\n');
}
