import { type ReactNode, useState } from 'react';
import { AreaCode, type AreaLevel, covers, levelOf } from '#shared/area/code';
import type { AreaRow, AreaTree } from '#shared/area/contract';
import type { Role } from '#shared/identity/role';
import { areaName } from '../platform/areas';
import { useCounty } from '../platform/county';
import { go, replace, useParams } from '../platform/navigate';
import type { PagePath } from '../platform/pages';
import { useSession } from '../platform/session';
import { Button } from './button';
import { DeskShell } from './desk';
import { Field } from './field';
import { Sheet } from './head';
import { Box, Para } from './native';
import { Row } from './row';
import { Empty, Read } from './states';

/** An area whose desk is open, and what its pages share. */
export interface DeskArea {
  code: AreaCode;
  /** With the town's name before a village's: 柳塘镇枣坪村. */
  name: string;
  tree: AreaTree;
  /** Opens the choice again; absent when there is only one. */
  elsewhere: (() => void) | undefined;
}

interface Props {
  title: string;
  page: PagePath;
  /** Who may come here, and for areas of which levels. */
  roles: readonly Role[];
  levels: readonly AreaLevel[];
  children: (area: DeskArea) => ReactNode;
}

/** Opens a desk page for an area: the one in the address, the only one there is, or one to choose. */
export function ForArea({ title, page, roles, levels, children }: Props): ReactNode {
  const session = useSession();
  const { reading, again } = useCounty(session !== undefined);
  const asked = AreaCode.safeParse(useParams()['area']);
  const grants = session?.grants ?? [];
  const shell = { title, current: page } as const;
  if (!session) return <SignedOut {...shell} />;
  const held = grants.filter(({ role }) => roles.includes(role)).map(({ area }) => area);
  return (
    <Read reading={reading} what="区划" again={again}>
      {(tree) => {
        const mine = tree.areas.filter(
          ({ code, level }) => levels.includes(level) && held.some((area) => covers(area, code)),
        );
        const only = mine.length === 1 ? mine[0]?.code : undefined;
        const code = mine.find((area) => asked.success && area.code === asked.data)?.code ?? only;
        if (!code) return <Choose shell={shell} tree={tree} mine={mine} />;
        const elsewhere = mine.length > 1 ? () => replace(page) : undefined;
        return children({ code, name: areaName(tree, code), tree, elsewhere });
      }}
    </Read>
  );
}

type Shell = Pick<Parameters<typeof DeskShell>[0], 'title' | 'current'>;

function SignedOut(shell: Shell): ReactNode {
  return (
    <DeskShell {...shell}>
      <Box className="desk-pad">
        <Para>要先登录。用手机上的小程序扫一下就能登录这台电脑。</Para>
        <Box className="row mt8">
          <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
        </Box>
      </Box>
    </DeskShell>
  );
}

const MANY = 12;

function Choose({
  shell,
  tree,
  mine,
}: {
  shell: Shell;
  tree: AreaTree;
  mine: readonly AreaRow[];
}): ReactNode {
  const [words, setWords] = useState('');
  const found = mine.filter(({ code }) => areaName(tree, code).includes(words.trim()));
  const open = (code: AreaCode) => replace(shell.current, { area: code });
  if (mine.length === 0) {
    return (
      <DeskShell {...shell}>
        <Empty title="您这里还没有能管的地方">要管哪里，请上一级换届办发邀请。</Empty>
      </DeskShell>
    );
  }
  const search = (
    <Field
      bare
      kind="search"
      icon="search"
      label="找地方"
      placeholder="找地方"
      value={words}
      onInput={setWords}
    />
  );
  return (
    <DeskShell {...shell} sub="先选一个地方" tools={mine.length > MANY ? search : undefined}>
      <Sheet>
        {found.map(({ code }) => (
          <Row
            key={code}
            icon={levelOf(code) === 'village' ? 'home' : 'team'}
            name={areaName(tree, code)}
            onTap={() => open(code)}
          />
        ))}
      </Sheet>
      {found.length === 0 ? <Empty title="没有叫这个名字的地方" /> : null}
    </DeskShell>
  );
}
