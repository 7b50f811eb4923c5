import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { Button } from '../../components/button';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { ProgressBar, WhatNext } from '../../components/steps';
import type { Person } from './people';
import { Untie } from './untie';
import type { useMaking } from './use-making';

interface Props {
  area: AreaCode;
  /** Who is listed. */
  rows: readonly Person[];
  /** Who of them is picked. */
  one: Person | undefined;
  slips: ReturnType<typeof useMaking>;
  onPrint: () => void;
  onUntied: () => void;
}

/** Making slips: for all who are listed, or for one; then printing what was made. */
export function SlipSide({ area, rows, one, slips, onPrint, onUntied }: Props): ReactNode {
  const { making, going, problem } = slips;
  const open = rows.filter(({ isTied }) => !isTied);
  return (
    <>
      <Heading level={2} className="t2">
        做纸条
      </Heading>
      <NotDone title="没有都做好" problem={problem} />
      {making ? <Made slips={slips} making={making} onPrint={onPrint} /> : null}
      {going ? null : <Make open={open} one={one} make={slips.make} isFirst={!making?.made.length} />}
      {one?.mark ? <Untie key={one.mark} {...{ area, onUntied }} entry={one.entry} mark={one.mark} /> : null}
      <Box className="mt24">
        <WhatNext
          lines={[
            '打印出来，沿虚线裁开，当面交给本人。',
            '本人用微信扫一扫，或者在“我的选民登记”里输数字，就和名单对上了。',
            '一张只能用一次，14 天有效。丢了就再做一张，旧的马上作废。',
          ]}
        />
        <Para className="then">
          谁做的、什么时候做的，系统都记着。这里看得到谁绑定了，看不到是不是用纸条绑的。
        </Para>
      </Box>
    </>
  );
}

function Made({
  slips: { going, goOn },
  making: { made, todo, left },
  onPrint,
}: {
  slips: Props['slips'];
  making: NonNullable<Props['slips']['making']>;
  onPrint: () => void;
}): ReactNode {
  if (going) {
    const of = made.length + left + todo.length;
    return (
      <ProgressBar words={`正在做，${made.length + left} / ${of} 人`} share={(made.length + left) / of} />
    );
  }
  return (
    <>
      {made.length > 0 ? (
        <>
          <Note icon="ok" tone="done" title={`做好了 ${made.length} 张`}>
            现在就打印：离开这一页，数字就看不到了，要再做一张。
          </Note>
          <Box className="mt12">
            <Button icon="print" onTap={onPrint}>
              {`打印这 ${made.length} 张`}
            </Button>
          </Box>
        </>
      ) : null}
      {left > 0 ? (
        <Note icon="warn" tone="due" title={`${left} 人没有做`}>
          刚才已经绑定了微信，或者现在的名单上没有了。
        </Note>
      ) : null}
      {todo.length > 0 ? (
        <Box className="mt12">
          <Button kind="second" onTap={goOn}>
            {`接着做剩下的 ${todo.length} 人`}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

function Make({
  open,
  one,
  make,
  isFirst,
}: {
  open: readonly Person[];
  one: Person | undefined;
  /** Whether nothing waits to be printed, which comes first. */
  isFirst: boolean;
  make: Props['slips']['make'];
}): ReactNode {
  const given = open.filter(({ lastDay }) => lastDay !== undefined).length;
  return (
    <>
      {one && !one.isTied ? (
        <Box className="mt12">
          <Button kind="second" onTap={() => make([one.entry])}>
            {`只给${one.entry.name}做一张`}
          </Button>
        </Box>
      ) : null}
      <Box className="mt12">
        <Button
          kind={isFirst ? 'first' : 'second'}
          off={open.length === 0}
          onTap={() => make(open.map(({ entry }) => entry))}
        >
          {open.length === 0 ? '列出来的人都不用做' : `给列出来的 ${open.length} 人做`}
        </Button>
      </Box>
      {given > 0 ? <Para className="then">{`其中 ${given} 人手里的旧纸条会作废。`}</Para> : null}
    </>
  );
}
