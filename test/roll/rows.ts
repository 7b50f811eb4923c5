import { RollRow } from '#shared/roll/row';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented person number `n`; every tenth is a party member. */
export function rollRow(n: number, birth = '1960-01-02'): RollRow {
  const seventeen = `990101${birth.replace(/-/g, '')}${String(n).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0);
  return RollRow.parse({
    name: `村民${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${n}`,
    idNumber: `${seventeen}${'10X98765432'[sum % 11]}`,
    group: `第${1 + (n % 4)}组`,
    category: '户籍在村',
    member: n % 10 === 0,
  });
}
