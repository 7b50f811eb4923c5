import { type ReactNode, useState } from 'react';
import type { RollEntry, RollHead } from '#shared/roll/contract';
import { findEntries } from '#shared/roll/contract';
import { COLUMNS, type RollColumn } from '#shared/roll/problem';
import { BY_CONSENT, CATEGORIES } from '#shared/roll/row';
import { Button, Link } from '../../components/button';
import { DeskShell, KeyValue } from '../../components/desk';
import type { DeskArea } from '../../components/desk-area';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { Segmented } from '../../components/segmented';
import { NotDone } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { changeRoll } from '../change-roll';
import { type CheckedRow, checkRow, errorIn, type Typed } from './check-row';
import { MoveTie } from './move-tie';

/** What each part of the desk is given. */
export interface PartProps {
  area: DeskArea;
  shell: Pick<Parameters<typeof DeskShell>[0], 'title' | 'current'>;
  head: RollHead;
  onLeave: () => void;
}

type Props = PartProps & { onDone: (head: RollHead) => void };

/** One person is entered or corrected by hand: checked as a row of a table is, and written as a new version. */
export function OneRow({ area, shell, head, onLeave, onDone }: Props): ReactNode {
  const [of, setOf] = useState<RollEntry>();
  return (
    <DeskShell
      {...shell}
      sub={of ? `改${of.name}（${of.group}）的登记` : '加一个人，或者从名单上找出要改的人'}
      actions={<Link onTap={onLeave}>不写了</Link>}
      side={head.version > 0 ? <Find area={area.code} onFound={setOf} /> : undefined}
    >
      <RowForm key={of?.entry ?? ''} {...{ area, head, of, onDone }} />
      {of ? (
        <Box className="desk-pad">
          <MoveTie key={of.entry} area={area} of={of} />
        </Box>
      ) : null}
    </DeskShell>
  );
}

/** Who is to be corrected, by the first characters of the name. */
function Find({
  area,
  onFound,
}: {
  area: Props['area']['code'];
  onFound: (one: RollEntry) => void;
}): ReactNode {
  const [name, setName] = useState('');
  const [found, setFound] = useState<readonly RollEntry[]>();
  const { busy, problem, act } = useAct();
  const find = async (): Promise<void> => {
    const answer = await act(() => send(findEntries, { params: { area }, query: { name } }));
    setFound(answer.ok ? answer.value : undefined);
  };
  return (
    <>
      <Heading level={2} className="t2">
        改名单上的人
      </Heading>
      <Field label="姓名" kind="search" value={name} onInput={setName} />
      <Box className="row mt8">
        <Button kind="second" icon="search" off={busy || name.trim() === ''} onTap={() => void find()}>
          {busy ? '正在找' : '找出来'}
        </Button>
      </Box>
      <NotDone title="没有找" problem={problem} />
      {found?.length === 0 ? <Para className="then">名单上没有这样的姓名。</Para> : null}
      {found?.map((one) => (
        <Row
          key={one.entry}
          name={one.name}
          news={`${one.group}·尾号 ${one.idLastFour}`}
          onTap={() => onFound(one)}
        />
      ))}
    </>
  );
}

function typedOf(of: RollEntry | undefined): Typed {
  if (!of) return { category: CATEGORIES[0], member: '否', proof: '没有' };
  return {
    name: of.name,
    group: of.group,
    category: of.category,
    agreed: of.agreed ?? '',
    proof: of.unregisteredAtHome ? '有' : '没有',
    member: of.member ? '是' : '否',
    remark: of.remark ?? '',
  };
}

function useRow({
  area,
  head,
  of,
  onDone,
}: Pick<Props, 'area' | 'head' | 'onDone'> & { of: RollEntry | undefined }) {
  const [typed, setTyped] = useState<Typed>(() => typedOf(of));
  const [found, setFound] = useState<{ typed: Typed; row: CheckedRow }>();
  const { busy, problem, act } = useAct();
  const [going, setGoing] = useState<{ words: string; share: number }>();
  // What was found holds for the words it was found for.
  const checked = found?.typed === typed ? found.row : undefined;
  const set = (column: RollColumn) => (text: string) => setTyped((before) => ({ ...before, [column]: text }));
  const check = async (): Promise<void> => {
    const answer = await act(() => checkRow(typed, { area: area.code, head, tree: area.tree }));
    if (answer.ok) setFound({ typed, row: answer.value });
  };
  const write = async ({ row, standing }: CheckedRow): Promise<void> => {
    if (!row) return;
    const without = [...new Set([of, standing].flatMap((one) => one?.entry ?? []))];
    const change = { kind: 'row', from: head.version, without, row } as const;
    setGoing({ words: '正在写入', share: 0 });
    const tell = (words: string, share: number): void => setGoing({ words, share });
    const answer = await act(() => changeRoll(area.code, head, change, tell));
    setGoing(undefined);
    if (answer.ok) onDone(answer.value);
  };
  return { typed, set, checked, busy, problem, going, check, write };
}

function RowForm(props: Pick<Props, 'area' | 'head' | 'onDone'> & { of: RollEntry | undefined }): ReactNode {
  const { of } = props;
  const { typed, set, checked, busy, problem, going, check, write } = useRow(props);
  return (
    <Box className="desk-pad">
      <RowFields {...{ typed, set, of }} findings={checked?.findings ?? []} />
      {problem ? (
        <Note icon="bad" tone="red" title="没有写入">
          {`${problem.title}${problem.fields?.[0]?.message ?? ''}现在的名单没有动。`}
        </Note>
      ) : null}
      {checked ? <Found checked={checked} of={of} /> : null}
      {going ? <ProgressBar {...going} /> : null}
      {going ? null : (
        <Box className="row mt12">
          {checked?.row ? (
            <Button onTap={() => void write(checked)}>
              {of || checked.standing ? '写入改好的登记' : '写入这一个人'}
            </Button>
          ) : (
            <Button off={busy} onTap={() => void check()}>
              {busy ? '正在核对' : '核对'}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

const options = (texts: readonly string[]) => texts.map((value) => ({ value, text: value }));

function RowFields({
  typed,
  set,
  of,
  findings,
}: {
  typed: Typed;
  set: (column: RollColumn) => (text: string) => void;
  of: RollEntry | undefined;
  findings: CheckedRow['findings'];
}): ReactNode {
  const line = (column: RollColumn, hint?: string) => (
    <Field
      label={COLUMNS[column]}
      {...(hint !== undefined && { hint })}
      value={typed[column] ?? ''}
      onInput={set(column)}
      error={errorIn(findings, column)}
    />
  );
  const pick = (column: RollColumn, texts: readonly string[]) => (
    <Box className="mt8">
      <Para className="tl">{COLUMNS[column]}</Para>
      <Segmented
        label={COLUMNS[column]}
        options={options(texts)}
        value={typed[column] ?? ''}
        onChange={set(column)}
      />
    </Box>
  );
  const isByConsent = typed.category === BY_CONSENT;
  return (
    <>
      {line('name', '和户口簿上一样')}
      {line('idNumber', of ? `名单上尾号 ${of.idLastFour}，原号没有留，要重新填 18 位` : '18 位')}
      {line('group')}
      {pick('category', CATEGORIES)}
      {isByConsent ? line('agreed', '村民会议或者村民代表会议同意的那天，写成 2026-10-12 这样') : null}
      {isByConsent ? pick('proof', ['有', '没有']) : null}
      {pick('member', ['是', '否'])}
      {line('remark', '可以空着')}
      {errorIn(findings, 'birth') === undefined ? null : (
        <Note icon="bad" tone="red" title={errorIn(findings, 'birth') ?? ''} />
      )}
    </>
  );
}

/** What will change, and what has to be looked at. */
function Found({ checked, of }: { checked: CheckedRow; of: RollEntry | undefined }): ReactNode {
  const { findings, row, standing, changes } = checked;
  const careful = findings.filter(({ weight }) => weight === 'warning');
  const isOther = standing !== undefined && standing.entry !== of?.entry;
  return (
    <>
      {careful.map(({ column, wrong, mend }) => (
        <Note key={`${column} ${wrong}`} icon="warn" tone="due" title={`${column}：${wrong}`}>
          {mend}
        </Note>
      ))}
      {isOther ? (
        <Note
          icon="warn"
          tone="due"
          title={`这个身份证号名单上已经有：${standing.name}（${standing.group}）`}
        >
          写入以后，那一条换成这里填的。
        </Note>
      ) : null}
      {row ? <KeyValue name="核对">没有错，还没有写入</KeyValue> : null}
      {row && standing ? <KeyValue name="哪里变了">{changes === '' ? '没有变' : changes}</KeyValue> : null}
      {row && of && !standing ? (
        <KeyValue name="哪里变了">{`身份证号，尾号 ${of.idLastFour} → ${row.idNumber.slice(-4)}`}</KeyValue>
      ) : null}
    </>
  );
}
