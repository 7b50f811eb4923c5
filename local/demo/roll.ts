import type { RollRow } from '#shared/roll/row';
import { type DemoVillage, VILLAGES } from './areas';
import { idNumber } from './id-number';
import { drawName } from './names';
import { type Draw, drawFrom } from './seeded';
import { groupName, namedPeople, rowOf } from './villagers';

/** Party members on the county's rolls. */
export const DEMO_MEMBERS = 200;

/** The youngest have turned 18 before 2026, the oldest are 95 in that year. */
const BIRTHS = { first: 1931, last: 2007 } as const;

/** The roll of every village, the same in every run: named people first, then drawn ones, by group. */
export function demoRolls(): ReadonlyMap<DemoVillage, readonly RollRow[]> {
  const villages = Object.values(VILLAGES);
  const taken = new Set(
    villages.flatMap((village) => namedPeople(village).map((one) => rowOf(one).idNumber)),
  );
  const rolls = villages.map((village): [DemoVillage, RollRow[]] => [village, drawRoll(village, taken)]);
  seatMembers(rolls.map(([, rows]) => rows));
  return new Map(rolls);
}

function drawRoll(village: DemoVillage, taken: Set<string>): RollRow[] {
  const draw = drawFrom(village.code);
  const rows = namedPeople(village).map(rowOf);
  const known = new Set(rows.map(keyOf));
  while (rows.length < village.people) {
    const row = drawRow(draw, village, taken);
    // Whom name and last six do not tell apart, nobody could find on the roll by phone.
    if (known.has(keyOf(row))) continue;
    known.add(keyOf(row));
    taken.add(row.idNumber);
    rows.push(row);
  }
  return rows.sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
}

const keyOf = ({ name, idNumber: id }: RollRow): string => name + id.slice(-6);

function drawRow(draw: Draw, { groups }: DemoVillage, taken: ReadonlySet<string>): RollRow {
  const sex = draw.below(2) === 0 ? '男' : '女';
  const year = drawYear(draw);
  const birth = `${year}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
  let serial = 1 + draw.below(400);
  let id = idNumber(birth, sex, serial);
  while (taken.has(id)) id = idNumber(birth, sex, ++serial);
  return {
    name: drawName(draw, sex, year),
    idNumber: id,
    group: groupName(1 + draw.below(groups)),
    category: drawCategory(draw, year),
    member: false,
  };
}

/** Two draws added: most people of a village are between forty and seventy. */
function drawYear(draw: Draw): number {
  const years = BIRTHS.last - BIRTHS.first + 1;
  return BIRTHS.first + Math.floor((draw.below(years) + draw.below(years)) / 2);
}

/** The young work away; a few have moved in. */
function drawCategory(draw: Draw, year: number): RollRow['category'] {
  const drawn = draw.below(100);
  if (drawn < 3) return '居住一年以上';
  return drawn < (year >= 1980 ? 55 : 15) ? '户籍在村外出' : '户籍在村';
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Makes members of drawn people until there are enough, evenly over all rolls. */
function seatMembers(rolls: readonly RollRow[][]): void {
  const draw = drawFrom('members');
  const all = rolls.flat();
  for (let seated = all.filter((row) => row.member).length; seated < DEMO_MEMBERS; seated += 1) {
    draw.pick(all.filter((row) => !row.member)).member = true;
  }
}
