import { type ReactNode, useState } from 'react';
import { MOST_CASES } from '#shared/archive/sizes';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { InboxLine } from '#shared/tip/contract';
import { mayErase } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { ChoiceList, toggled } from '../../components/choice';
import { Box } from '../../components/native';
import { Empty, Read } from '../../components/states';
import { useLines } from '../lines';
import { useGlimpses } from '../opening';
import { Rest } from '../rest';
import { caseLabel, sayDay, titleOf } from '../words';

/** The office's own cases that have ended, of which some are chosen. */
export function Choosing({
  office,
  onChosen,
}: {
  office: Office;
  onChosen: (ids: readonly Id[]) => void;
}): ReactNode {
  const { reading, again, goOn } = useLines(office, 'closed');
  return (
    <Read reading={reading} what="办结的信" again={again}>
      {(read) => {
        const lines = read.lines.filter(
          (line) => mayErase({ state: line.state }) && sameOffice(line.office, office),
        );
        return (
          <>
            <Rest read={read} again={again} goOn={goOn} />
            {lines.length > 0 ? (
              <Choices lines={lines} onChosen={onChosen} />
            ) : read.coming && read.left.length > 0 ? null : (
              <Empty title="还没有可以封存的信">本办公室办结的、不受理的信会到这里来。</Empty>
            )}
          </>
        );
      }}
    </Read>
  );
}

function Choices({
  lines,
  onChosen,
}: {
  lines: readonly InboxLine[];
  onChosen: (ids: readonly Id[]) => void;
}): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const glimpses = useGlimpses();
  const ids = lines.map((line) => line.case).filter((id) => chosen.includes(id));
  const all = (): void => setChosen(lines.slice(0, MOST_CASES).map((line) => line.case));
  return (
    <>
      <Box className="lab mt16">{`封哪几封，一个文件最多 ${MOST_CASES} 封`}</Box>
      <ChoiceList
        label="封哪几封"
        max={MOST_CASES}
        choices={lines.map((line) => ({
          id: line.case,
          name: caseLabel(line.case),
          more: [
            `${sayDay(line.received, 0)}收到`,
            STATE_WORDS[line.state],
            titleOf(glimpses.get(line.case), 12),
          ]
            .filter(Boolean)
            .join('·'),
        }))}
        chosen={ids}
        onToggle={(id) => setChosen(toggled(chosen, id))}
      />
      <Box className="row mt16">
        <Button kind="second" onTap={ids.length > 0 ? () => setChosen([]) : all}>
          {ids.length > 0 ? '都不选' : lines.length > MOST_CASES ? `选前 ${MOST_CASES} 封` : '全选'}
        </Button>
        <Box className="ml8">
          <Button off={ids.length === 0} onTap={() => onChosen(ids)}>
            {ids.length === 0 ? '先选要封的信' : `核对这 ${ids.length} 封`}
          </Button>
        </Box>
      </Box>
    </>
  );
}
