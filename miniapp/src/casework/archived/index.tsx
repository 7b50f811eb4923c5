import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Office, officeText } from '#shared/directory/office';
import type { AreaTree } from '#shared/area/contract';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { OpenKeys } from '../../components/open-keys';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { chooseArchive } from '../../platform/choose-archive';
import type { Keys } from '../../platform/keyring';
import { officeName } from '../../platform/offices';
import { type Problem, problemOf } from '../../platform/request';
import { OfficePage } from '../office-page';
import { caseLabel, fileCode, sayDay, titleOf } from '../words';
import { ArchivedLetter } from './letter';
import type { ReadCase } from './read-case';
import { type ReadArchive, readArchive, type Unreadable } from './reading';

/** Opening an archive that an office handed over: read on this computer, and checked record by record as at the desk. */
export default function ArchivedPage(): ReactNode {
  return (
    <OfficePage title="打开档案文件" onlyFor="档案只给纪委的办案人员和换届办。" backTo="返回">
      {({ office, person, keys, tree }) => (
        <Box className="desk-pad">
          {keys ? (
            <Reading key={officeText(office)} office={office} keys={keys} tree={tree} />
          ) : (
            <OpenKeys office={office} person={person} none="这个浏览器里没有您的钥匙，打不开档案文件。" />
          )}
        </Box>
      )}
    </OfficePage>
  );
}

type State =
  | { at: 'none'; flaw?: Unreadable; problem?: Problem }
  | { at: 'reading'; share: number }
  | { at: 'read'; archive: ReadArchive };

/** Reads a file that is chosen here; what it says goes with the page. */
function useReading(office: Office, keys: Keys): { state: State; choose: () => Promise<void> } {
  const [state, setState] = useState<State>({ at: 'none' });
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const choose = async (): Promise<void> => {
    const file = await chooseArchive();
    if (!file) return;
    const onShare = (share: number): boolean => {
      if (here.current) setState({ at: 'reading', share });
      return here.current;
    };
    onShare(0);
    const read = await readArchive(file, office, keys, onShare).catch(() => UNREADABLE);
    if (!here.current) return;
    if (!read.ok) setState({ at: 'none', problem: read.problem });
    else if (typeof read.value === 'string') setState({ at: 'none', flaw: read.value });
    else if (read.value) setState({ at: 'read', archive: read.value });
  };
  return { state, choose };
}

/** What a stick that was pulled out leaves. */
const UNREADABLE = {
  ok: false,
  problem: { ...problemOf('tip-file-unreadable'), title: '这个文件读不出来，看看 U 盘还在不在，再选一次。' },
} as const;

function Reading({
  office,
  keys,
  tree,
}: {
  office: Office;
  keys: Keys;
  tree: AreaTree | undefined;
}): ReactNode {
  const { state, choose } = useReading(office, keys);
  const [chosen, setChosen] = useState<ReadCase>();
  if (state.at === 'reading') return <ProgressBar words="正在这台电脑上打开、核对……" share={state.share} />;
  if (state.at === 'read' && chosen)
    return <ArchivedLetter read={chosen} office={office} onBack={() => setChosen(undefined)} />;
  return (
    <>
      <Para>档案文件在这台电脑上打开，逐封、逐条核对，不上传。看完关掉这一页，就什么也不留。</Para>
      <Box className="mt12">
        <Button kind={state.at === 'read' ? 'second' : 'first'} icon="file" onTap={() => void choose()}>
          {state.at === 'read' ? '另选一个文件……' : '选档案文件……'}
        </Button>
      </Box>
      {state.at === 'read' ? (
        <Contents archive={state.archive} tree={tree} onChoose={setChosen} />
      ) : (
        <Box className="mt12">
          {state.flaw ? <WhyNot flaw={state.flaw} /> : null}
          <NotDone title="没有打开" problem={state.problem} />
        </Box>
      )}
    </>
  );
}

const FLAWS = {
  none: ['这不是档案文件', '请选名字里有“封存”、末尾是 .dat 的那个文件。'],
  large: ['这个文件太大，不是档案文件', '一个档案文件最多 200 MB。'],
  county: ['这是别的县的档案', '它封给了别的县，这里打不开。请还给交来的人。'],
  office: ['这份档案没有封给本办公室', '它封给了另一个办公室，这里打不开。请还给交来的人，问清该交哪里。'],
  closed: [
    '您这台电脑上的钥匙打不开',
    '它用本办公室的另一把钥匙封的。请早来的同事打开，或者请他在“我的钥匙”里把早先的钥匙交给您。',
  ],
  altered: [
    '文件不完整，或者被改过，没有打开',
    '一个字也没有显示。请交来的人用原来的文件再拷一次；还不行，请他再封一次。',
  ],
  signer: [
    '做这份档案的人核对不上，没有打开',
    '签字的人不在封存那天县里签发、公开日志里有的名录上。不要收，请交来的人再封一次，还不行就报告。',
  ],
  foreign: [
    '里面有不该收进来的信，没有打开',
    '有的没有办结，或者不是来的那个办公室主办的。不要收，请交来的人再封一次，还不行就报告。',
  ],
} as const satisfies Record<Unreadable, readonly [string, string]>;

function WhyNot({ flaw }: { flaw: Unreadable }): ReactNode {
  const [title, then] = FLAWS[flaw];
  return (
    <Note icon="bad" tone="red" inset title={title}>
      {then}
    </Note>
  );
}

function Contents({
  archive: { from, by, day, hash, cases, withheld },
  tree,
  onChoose,
}: {
  archive: ReadArchive;
  tree: AreaTree | undefined;
  onChoose: (read: ReadCase) => void;
}): ReactNode {
  const doubted = cases.filter(({ holds }) => !holds).length;
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {`里面有 ${cases.length + withheld.length} 封`}
      </Heading>
      <KeyValue name="来自">{tree ? officeName(tree, from) : '本县的办公室'}</KeyValue>
      <KeyValue name="封存的人">{`名录第 ${by.epoch} 期里的 ${by.officer} 号办理人员`}</KeyValue>
      <KeyValue name="封存日期">{`${sayDay(day, 0)}（封的人写的）`}</KeyValue>
      <KeyValue name="核对码">{fileCode(hash)}</KeyValue>
      <Box className="mt12">
        {doubted > 0 ? (
          <Note icon="bad" tone="red" inset title={`有 ${doubted} 封核对不上，收下以前问清楚`} />
        ) : (
          <Note icon="ok" tone="done" inset title="签字和先后逐条核对过，都对得上，都办结了">
            少封了哪几封，从文件里看不出来。要紧的，跟交来的办公室对一对封数和核对码。
          </Note>
        )}
      </Box>
      {withheld.length > 0 ? (
        <Box className="mt12">
          <Note icon="warn" tone="due" inset title={`您回避的 ${withheld.length} 封不给您看`}>
            {withheld.map(caseLabel).join('、')}
          </Note>
        </Box>
      ) : null}
      <Box className="mt12" role="list" label="里面的信">
        {cases.map((read) => (
          <Box key={read.open.view.case} role="listitem">
            <Row
              name={titleOf(read.open.first, 16) ?? caseLabel(read.open.view.case)}
              news={newsOf(read)}
              onTap={() => onChoose(read)}
            />
          </Box>
        ))}
      </Box>
    </>
  );
}

function newsOf({ open: { view }, holds, notes }: ReadCase): string {
  return [
    caseLabel(view.case),
    `${sayDay(view.records[0]?.day ?? view.state.received, 0)}收到`,
    STATE_WORDS[view.state.state],
    ...(notes ? ['有内部记录'] : []),
    ...(holds ? [] : ['有核对不上的']),
  ].join('·');
}
