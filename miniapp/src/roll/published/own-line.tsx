import { type ReactNode, useEffect, useState } from 'react';
import type { ListedEntry, Publication } from '#shared/roll/contract';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { ProofLine } from '../../components/proof-line';
import { Row } from '../../components/row';
import { AskByPhone } from '../../components/states';
import { canSeal } from '../../platform/can-seal';
import { go } from '../../platform/navigate';
import { loggedRoll } from '../logged-roll';

/** Whether the own line leads to the root that is published; undefined while it is computed, or cannot be. */
function useHolds(own: ListedEntry | undefined, publication: Publication): boolean | undefined {
  const [holds, setHolds] = useState<boolean>();
  useEffect(() => {
    let isLeft = false;
    const compute = async (): Promise<void> => {
      const { leadsToRoot } = await import('#shared/roll/own-proof');
      if (!isLeft && own) setHolds(leadsToRoot(own, publication));
    };
    // Without the code, as without a network, nothing is said; the log's own line says why.
    if (own && canSeal()) void compute().catch(() => undefined);
    return () => {
      isLeft = true;
    };
  }, [own, publication]);
  return holds;
}

/** The person's own line of the published list, held on this phone against what the log has. */
export function OwnLine({
  own,
  publication,
}: {
  own: ListedEntry | undefined;
  publication: Publication;
}): ReactNode {
  const holds = useHolds(own, publication);
  if (!own) return <NotOnIt publication={publication} />;
  if (holds === false) return <Wrong />;
  const { leaf, publishedAt, number } = publication;
  return (
    <>
      <Section title="您的一条" side={`第 ${number} 次公布`} />
      <Corrected publication={publication} />
      <Sheet join="first">
        <Row icon="me" name={own.name} news={own.group} />
        {holds ? <Box className="pad">您的姓名和组，已在这部手机上和公布的名单算过一遍，对得上。</Box> : null}
      </Sheet>
      {holds ? (
        <ProofLine what="名单" leaf={leaf} since={publishedAt} shown={() => loggedRoll(publication)} />
      ) : (
        <Note icon="proof" tone="off" title="还没有在这部手机上核对" />
      )}
    </>
  );
}

/** Whoever kept the proof of an earlier publication learns that this one took its place. */
function Corrected({ publication: { number } }: { publication: Publication }): ReactNode {
  if (number === 1) return null;
  return (
    <Note icon="warn" tone="due" title={`名单补正过，现在是第 ${number} 次公布的`}>
      {`以前存下的证明是第 ${number - 1} 次或者更早公布的，已由这一次的替换，不是出错。`}
    </Note>
  );
}

function Wrong(): ReactNode {
  return (
    <Note icon="bad" tone="red" title="您的一条和公布的名单对不上">
      <Box>
        送来的姓名或组，和公开日志里存下的不是同一份，可能被人动过。请先看墙上的名单，再打电话问清楚。
      </Box>
      <AskByPhone lead="问村民选举委员会" />
      <Box>也可以打 12388 反映。</Box>
    </Note>
  );
}

function NotOnIt({ publication: { number } }: { publication: Publication }): ReactNode {
  return (
    <>
      <Note icon="warn" tone="due" title={`第 ${number} 次公布的名单上没有您`}>
        <Box>登记是后来才改的，或者漏了您。该有您的，请提异议，或者打电话。</Box>
        <AskByPhone lead="问村民选举委员会" />
      </Note>
      <Sheet>
        <Row icon="ask" name="对名单提异议" onTap={() => go('objection/file/index')} />
      </Sheet>
    </>
  );
}
