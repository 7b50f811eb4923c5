import { levelOf } from '#shared/area/code';
import { DISCIPLINE, ELECTION, type Office, officeText } from '#shared/directory/office';
import { holdsKeysOf, worksAt } from '#shared/directory/standing';
import type { Grant } from '#shared/identity/grant';
import type { AreaTree } from '#shared/area/contract';

function officesOf(
  grants: readonly Grant[],
  belongs: (grants: readonly Grant[], office: Office) => boolean,
): Office[] {
  const areas = [...new Set(grants.map(({ area }) => area))];
  const offices = areas.flatMap((area): Office[] => [
    { area, kind: DISCIPLINE },
    { area, kind: ELECTION },
  ]);
  return offices.filter((office) => belongs(grants, office));
}

/** The offices whose cases a person handles. */
export function caseOffices(grants: readonly Grant[]): Office[] {
  return officesOf(grants, worksAt);
}

/** The offices whose keys a person may hold: a trustee of a round signs under the election office. */
export function keyOffices(grants: readonly Grant[]): Office[] {
  return officesOf(grants, holdsKeysOf);
}

/** The office that an address names, among those one may act for; the first one when it names none. */
export function chosenOffice(offices: readonly Office[], named: string | undefined): Office | undefined {
  return offices.find((office) => officeText(office) === named) ?? offices[0];
}

/** What an office is called, by its area and kind. */
export function officeName(tree: AreaTree, { area, kind }: Office): string {
  const name = tree.areas.find(({ code }) => code === area)?.name ?? area;
  const level = levelOf(area);
  if (kind === DISCIPLINE) return level === 'county' ? `${name}纪委监委` : `${name}纪委`;
  return level === 'village' ? `${name}村民选举委员会` : `${name}换届办`;
}

/** How to reach an office, as the county entered it; what it did not enter is undefined. */
export interface Reach {
  readonly phone: string | undefined;
  readonly address: string | undefined;
}

/** Telephone and address of an office by the table of areas. */
export function reachOf(tree: AreaTree | undefined, { area, kind }: Office): Reach {
  const row = tree?.areas.find(({ code }) => code === area);
  return kind === DISCIPLINE
    ? { phone: row?.disciplinePhone, address: row?.disciplineAddress }
    : { phone: row?.phone, address: row?.address };
}
