import type { ReactNode } from 'react';
import { AreaCode, covers, levelOf } from '#shared/area/code';
import type { Role } from '#shared/identity/role';
import { Button } from '../../components/button';
import { type DeskLink, DeskShell } from '../../components/desk';
import { Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Row } from '../../components/row';
import { Empty, Read } from '../../components/states';
import { useCounty } from '../../platform/county';
import { go, replace, useParams } from '../../platform/navigate';
import type { PagePath } from '../../platform/pages';
import { useSession } from '../../platform/session';

export const LINKS: readonly DeskLink[] = [
  { page: 'recommendation/office/index', text: '推荐', icon: 'people' },
  { page: 'recommendation/trustee/index', text: '受托人', icon: 'key' },
];

/** A village whose desk is open. */
export interface DeskVillage {
  code: AreaCode;
  name: string;
}

function SignedOut({ page }: { page: PagePath }): ReactNode {
  return (
    <DeskShell title="推荐" links={LINKS} current={page}>
      <Box className="desk-pad">
        <Para>要先登录。用手机上的小程序扫一下就能登录这台电脑。</Para>
        <Box className="row mt8">
          <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
        </Box>
      </Box>
    </DeskShell>
  );
}

/** The villages that the person's grants cover, to choose one. */
function Pick({ page, roles }: { page: PagePath; roles: readonly Role[] }): ReactNode {
  const session = useSession();
  const { reading, again } = useCounty();
  const held = session?.grants.filter(({ role }) => roles.includes(role)) ?? [];
  return (
    <DeskShell title="推荐" sub="先选一个村" links={LINKS} current={page}>
      <Read reading={reading} what="区划" again={again}>
        {({ areas }) => {
          const mine = areas.filter(
            ({ code }) => levelOf(code) === 'village' && held.some(({ area }) => covers(area, code)),
          );
          if (mine.length === 0) return <Empty title="您这里没有村">要管哪个村，请镇换届办发邀请。</Empty>;
          return (
            <Sheet>
              {mine.map(({ code, name }) => (
                <Row key={code} icon="home" name={name} onTap={() => replace(page, { area: code })} />
              ))}
            </Sheet>
          );
        }}
      </Read>
    </DeskShell>
  );
}

/** Opens a desk page for a village: the one in the address, the only one there is, or one to choose. */
export function ForVillage({
  page,
  roles,
  children,
}: {
  page: PagePath;
  roles: readonly Role[];
  children: (village: DeskVillage) => ReactNode;
}): ReactNode {
  const session = useSession();
  const asked = AreaCode.safeParse(useParams()['area']);
  const { reading } = useCounty();
  if (!session) return <SignedOut page={page} />;
  const held = session.grants.filter(({ role }) => roles.includes(role)).map(({ area }) => area);
  const code = asked.success ? asked.data : held.length === 1 ? held[0] : undefined;
  if (!code || levelOf(code) !== 'village') return <Pick page={page} roles={roles} />;
  const known = reading.kind === 'ready' ? reading.value.areas.find((area) => area.code === code) : undefined;
  return children({ code, name: known?.name ?? '' });
}
