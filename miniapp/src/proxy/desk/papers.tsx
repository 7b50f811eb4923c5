import type { ReactNode } from 'react';
import type { Proxy } from '#shared/proxy/contract';
import { byAgent } from '#shared/proxy/notice';
import { passPaper, proxyPaper } from '#shared/proxy/paper';
import { Button, Link } from '../../components/button';
import type { DeskArea } from '../../components/desk-area';
import { FormPaper } from '../../components/form-paper';
import { Box, Heading, Para } from '../../components/native';
import type { Found } from './side';

/** What is printed: an empty 委托书, or the 委托投票证 of an agent for what they hold. */
export type Printing = 'blank' | readonly Proxy[];

/** The papers of proxies that can be printed. */
export function Prints({
  found: { proxies },
  onPrint,
}: {
  found: Found;
  onPrint: (paper: Printing) => void;
}): ReactNode {
  const listed = proxies.filter(({ listing, agentStands }) => listing === 'named' && !agentStands);
  const agents = byAgent(listed.map(({ proxy }) => proxy));
  return (
    <>
      <Heading level={2} className="t2">
        打印
      </Heading>
      <Box className="mt12">
        <Button kind="second" icon="print" onTap={() => onPrint('blank')}>
          空白委托书
        </Button>
      </Box>
      <Heading level={3} className="b mt16">
        委托投票证
      </Heading>
      {agents.length === 0 ? <Para className="mute tl">名单公布以后才开，一个受委托人一张。</Para> : null}
      {agents.map((held) => (
        <Box key={held[0]?.id} className="row">
          <Box className="grow">
            {`${held[0]?.agent.name ?? ''}，代${held.map(({ principal }) => principal.name).join('、')}`}
          </Box>
          <Link
            icon="print"
            label={`打印${held[0]?.agent.name ?? ''}的委托投票证`}
            onTap={() => onPrint(held)}
          >
            打印
          </Link>
        </Box>
      ))}
    </>
  );
}

/** The paper on A4. */
export function PrintedPaper({
  paper,
  area,
  found: { body, term, electionDay },
  onBack,
}: {
  paper: Printing;
  area: DeskArea;
  found: Found;
  onBack: () => void;
}): ReactNode {
  const election = { village: area.name, body, term };
  return paper === 'blank' ? (
    <FormPaper
      title="委托书"
      advice="A4 纸，一式两份：一份委托人留，一份交村里。"
      onBack={onBack}
      {...proxyPaper({}, election)}
    />
  ) : (
    <FormPaper
      title="委托投票证"
      advice="A4 纸，盖章以后交给受委托人，投票时收回。"
      onBack={onBack}
      {...passPaper(paper, election, electionDay)}
    />
  );
}
