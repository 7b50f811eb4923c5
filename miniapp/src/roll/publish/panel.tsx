import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import {
  type Publication,
  publishRoll,
  type RollHead,
  type RollPublication,
  rollPublication,
} from '#shared/roll/contract';
import { dateOfDay, dayOf, dayOfDate, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import type { DeskArea } from '../../components/desk-area';
import { Dialog } from '../../components/dialog';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { DueChip } from '../../components/pill';
import { ProofLine } from '../../components/proof-line';
import { Empty, Read } from '../../components/states';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { loggedRoll } from '../logged-roll';
import { GroundsNotes, useChange, useGrounds } from './grounds';
import { RollNoticeText } from './notice-text';
import { withoutGround } from './read-grounds';

interface Props {
  area: DeskArea;
  head: RollHead;
  /** People were struck or put back: a new version stands. */
  onChanged: (head: RollHead) => void;
}

/** 公布选民名单: what will be frozen, by when it must be, and then the paper and the notice. */
export function PublishPanel({ area, head, onChanged }: Props): ReactNode {
  const { reading, again } = useRead(rollPublication, { params: { area: area.code } });
  const [made, setMade] = useState<Publication>();
  const published = (publication: Publication): void => {
    setMade(publication);
    again();
  };
  return (
    <>
      <Heading level={2} className="t2">
        公布选民名单
      </Heading>
      <Read
        reading={reading}
        what="名单公布到哪一步"
        again={again}
        missing={<Empty title="还没有定选举日">先到时间表里定下选举日，再公布名单。</Empty>}
      >
        {(found) => {
          const publication = newer(made, found.publication);
          const isCurrent = publication?.version === head.version;
          return (
            <>
              {publication ? <Published {...{ area, publication }} of={found} /> : <Law {...found.law} />}
              {isCurrent ? null : (
                <Publish {...{ area, head, publication, onChanged }} of={found} onPublished={published} />
              )}
            </>
          );
        }}
      </Read>
    </>
  );
}

/** What was just published, before it has been read again. */
function newer(made: Publication | undefined, read: Publication | undefined): Publication | undefined {
  return made && made.number > (read?.number ?? 0) ? made : read;
}

function Law({ last, basis, words }: RollPublication['law']): ReactNode {
  const left = dayOfDate(last) - today();
  return (
    <>
      <KeyValue name="最后一天">{`${sayDate(last)}（含当天）`}</KeyValue>
      {left >= 0 ? <DueChip days={left} /> : null}
      {left === 0 ? (
        <Note icon="warn" tone="due" title="今天是最后一天">
          今天不公布，选举日就要往后推。墙上也要在今天贴出。
        </Note>
      ) : null}
      {left < 0 ? (
        <Note icon="bad" tone="red" title="最后一天已经过了，不能公布">
          请先到时间表里把选举日往后推，再来公布。
        </Note>
      ) : null}
      <Para className="then">{`${basis}：${words}`}</Para>
    </>
  );
}

function Published({
  area,
  of,
  publication,
}: {
  area: DeskArea;
  of: RollPublication;
  publication: Publication;
}): ReactNode {
  const { number, version, entries, publishedAt, leaf } = publication;
  const day = dateOfDay(dayOf(publishedAt));
  return (
    <>
      <KeyValue name="已公布">{`${sayDate(day)}，第 ${version} 版，${entries} 人`}</KeyValue>
      {number > 1 ? <KeyValue name="补正">{`第 ${number} 次公布`}</KeyValue> : null}
      <KeyValue name="收异议">{`${sayDate(of.window.first)}到${sayDate(of.window.last)}`}</KeyValue>
      <ProofLine what="名单" leaf={leaf} since={publishedAt} shown={() => loggedRoll(publication)} />
      <Box className="mt12">
        <Button
          icon="print"
          onTap={() => go('roll/print/index', { area: area.code, version: String(version) })}
        >
          打印名单
        </Button>
      </Box>
      <RollNoticeText area={area.code} of={of} publication={publication} />
    </>
  );
}

function usePublishing(
  { area, head }: Pick<Props, 'area' | 'head'>,
  from: number,
  onPublished: (made: Publication) => void,
) {
  const [asked, setAsked] = useState(false);
  const { busy, problem, act } = useAct();
  const publish = async (): Promise<void> => {
    setAsked(false);
    const params = { area: area.code, version: head.version };
    const answer = await act(() => send(publishRoll, { params, body: { from } }));
    if (answer.ok) onPublished(answer.value);
  };
  return { asked, setAsked, busy, problem, publish };
}

/** The version that stands and is not published yet. */
function Publish({
  area,
  head,
  of,
  publication,
  onChanged,
  onPublished,
}: Props & {
  of: RollPublication;
  publication: Publication | undefined;
  onPublished: (made: Publication) => void;
}): ReactNode {
  const publishing = usePublishing({ area, head }, publication?.number ?? 0, onPublished);
  const { asked, setAsked, busy, problem, publish } = publishing;
  const day = dateOfDay(today());
  const isLate = publication ? day > of.law.electionDay : day > of.law.last;
  const grounds = useGrounds(area.code, head);
  const changing = useChange(area.code, head, onChanged);
  return (
    <Box className="mt16">
      {publication ? <Outdated published={publication.version} standing={head.version} /> : null}
      {problem ? (
        <Note icon="bad" tone="red" title="没有公布">
          {`${problem.title}${problem.fields?.[0]?.message ?? ''}`}
        </Note>
      ) : null}
      <GroundsNotes area={area.code} {...{ head, of, grounds, changing }} />
      <KeyValue name="要公布的">{`第 ${head.version} 版，${head.entries} 人`}</KeyValue>
      <Specimen area={area.code} version={head.version} />
      <Box className="mt8">
        <Button off={busy || isLate || changing.going !== undefined} onTap={() => setAsked(true)}>
          {busy ? '正在公布' : publication ? '公布补正的名单' : '公布名单'}
        </Button>
      </Box>
      <Para className="then">只公布姓名和组。公布以后这一版不能再改，要改就导入新的一版再公布。</Para>
      {asked ? (
        <Confirm
          {...{ area, head }}
          isFirst={!publication}
          without={withoutGround(grounds.reading)}
          onClose={() => setAsked(false)}
          onPublish={() => void publish()}
        />
      ) : null}
    </Box>
  );
}

function Specimen({ area, version }: { area: AreaCode; version: number }): ReactNode {
  return (
    <Box className="mt12">
      <Button kind="second" onTap={() => go('roll/print/index', { area, version: String(version) })}>
        先看各组人数和样张
      </Button>
    </Box>
  );
}

function Outdated({ published, standing }: { published: number; standing: number }): ReactNode {
  return (
    <Note icon="warn" tone="due" title={`名单后来改过，第 ${standing} 版还没有公布`}>
      {`村民看到的公布名单还是第 ${published} 版。`}
    </Note>
  );
}

function Confirm({
  area,
  head,
  isFirst,
  without,
  onClose,
  onPublish,
}: Pick<Props, 'area' | 'head'> & {
  isFirst: boolean;
  /** How many stand on it without a ground. */
  without: number;
  onClose: () => void;
  onPublish: () => void;
}): ReactNode {
  return (
    <Dialog
      title={`公布${area.name}的名单，${head.entries} 人`}
      onClose={onClose}
      buttons={
        <>
          <Button kind="second" onTap={onClose}>
            先不公布
          </Button>
          <Button onTap={onPublish}>{`公布第 ${head.version} 版`}</Button>
        </>
      }
    >
      {without > 0 ? (
        <Note icon="warn" tone="due" title={`名单上还有 ${without} 人没有登记的依据`}>
          答了不参加，或者要答还没有答。可以先不公布，回去划去。
        </Note>
      ) : null}
      <Para>本村选民在手机上看得到全部姓名和组，别的人看不到。每个人都能查自己的一条有没有改动。</Para>
      <Para className="mt8">
        {isFirst
          ? '从今天起收异议。墙上的名单今天也要贴出来。'
          : '收异议的日子不变。墙上的名单也要换成新的。'}
      </Para>
    </Dialog>
  );
}
