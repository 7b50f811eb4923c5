import type { ReactNode } from 'react';
import type { Grant } from '#shared/identity/grant';
import { Section, Sheet } from '../../components/head';
import type { IconName } from '../../components/icon';
import { Row } from '../../components/row';
import { DESK_ENTRIES } from '../../platform/pages';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { useSoonWords } from '../../platform/due-soon';
import { go } from '../../platform/navigate';
import { caseOffices } from '../../platform/offices';
import { ROLE_NAMES } from '../../platform/office-entries';

const ICONS: Partial<Record<Grant['role'], IconName>> = { officer: 'seal', trustee: 'key', observer: 'see' };

/** The way to one's desk, for people who work in an office; in WeChat it says where to open it. */
export function OfficeRows({ grants }: { grants: readonly Grant[] }): ReactNode {
  const { reading } = useCounty();
  return (
    <>
      <Section title="办公" />
      <Sheet join="first">
        {grants.map((grant) => (
          <OfficeRow
            key={`${grant.role}${grant.area}`}
            grant={grant}
            where={reading.kind === 'ready' ? areaName(reading.value, grant.area) : ''}
          />
        ))}
      </Sheet>
    </>
  );
}

/** One office, and how many of its letters are due soon. */
function OfficeRow({ grant, where }: { grant: Grant; where: string }): ReactNode {
  const page = DESK_ENTRIES[grant.role];
  const soon = useSoonWords(caseOffices([grant])[0]);
  const place = page ? where : `${where}。办公页面在电脑浏览器里打开`;
  return (
    <Row
      icon={ICONS[grant.role] ?? 'team'}
      name={ROLE_NAMES[grant.role]}
      news={soon ? `${place}。${soon}` : place}
      {...(page ? { onTap: () => go(page, { area: grant.area }) } : {})}
    />
  );
}
