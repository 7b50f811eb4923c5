import { type ReactNode, useState } from 'react';
import { officeText } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { isErased, mayGoOn } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button, Link } from '../../components/button';
import { Box, Heading, Para } from '../../components/native';
import { NotDone, Read } from '../../components/states';
import { go } from '../../platform/navigate';
import type { Outcome } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import type { Group } from '../group';
import { type Member, type Members, merge, part } from '../merging';
import type { OpenCase } from '../opening';
import type { Acting } from '../saying';
import { caseLabel, sayDay, titleOf } from '../words';
import { MergeDialog } from './merge';

interface Props {
  acting: Acting;
  /** The letter that is held against this one now. */
  beside: OpenCase | undefined;
  onBeside: (open: OpenCase | undefined) => void;
}

/** What says the same and is handled together with this letter: each keeps its own receipt, thread and clock. */
export function MergedCases({ acting, ...shown }: Props): ReactNode {
  const { open, group } = acting;
  if (open.view.role !== 'office' || !group || isErased(open.view.state)) return null;
  return (
    <>
      <Heading level={2} className="t2 mt16">
        合并办理
      </Heading>
      <Read reading={group.reading} what="合并办理的信" again={group.again}>
        {(members) => <Listed acting={acting} group={group} members={members} {...shown} />}
      </Read>
    </>
  );
}

/** Ties and unties, one at a time; what was cut off is done once more. */
function useTying({ open, office, keys, onDone }: Acting, group: Group) {
  const { busy, problem, act } = useAct();
  const run = async (work: (id: Id) => Promise<Outcome<Member>>): Promise<boolean> => {
    const outcome = await act(() => work(open.view.case));
    if (outcome.ok) onDone(outcome.value.open);
    group.again();
    return outcome.ok;
  };
  return {
    busy,
    problem,
    tie: (other: Id) => run((id) => merge(id, other, office, keys)),
    untie: (other: Id) => run((id) => part(id, other, office, keys)),
  };
}

type Tying = ReturnType<typeof useTying>;

function Listed(props: Props & { group: Group; members: Members }): ReactNode {
  const { acting, group, members } = props;
  const { view, first } = acting.open;
  const [merging, setMerging] = useState(false);
  const tying = useTying(acting, group);
  const isAlone = members.merged.length + members.half.length === 0;
  return (
    <>
      {isAlone ? <Para className="tl mute">没有和别的信合并。</Para> : <Tied {...props} tying={tying} />}
      {mayGoOn(view.state) && first ? (
        <Box className="mt8">
          <Button kind="second" onTap={() => setMerging(true)}>
            和另一封合并……
          </Button>
        </Box>
      ) : null}
      {merging ? (
        <MergeDialog
          acting={acting}
          members={members}
          busy={tying.busy}
          problem={tying.problem}
          onMerge={tying.tie}
          onClose={() => setMerging(false)}
        />
      ) : (
        <NotDone title="没有办成" problem={tying.problem} />
      )}
    </>
  );
}

function Tied({
  acting,
  members,
  beside,
  onBeside,
  tying,
}: Props & { members: Members; tying: Tying }): ReactNode {
  const { busy, tie, untie } = tying;
  const untied = (other: Id): ReactNode => (
    <Button kind="second" off={busy} onTap={() => void untie(other)}>
      不再合并
    </Button>
  );
  const held = beside?.view.case;
  return (
    <>
      {members.merged.map(({ open: other, notes }) => (
        <One key={other.view.case} other={other} office={officeText(acting.office)}>
          <Button kind="second" onTap={() => onBeside(held === other.view.case ? undefined : other)}>
            {held === other.view.case ? '不对着看了' : '对着看'}
          </Button>
          {isTiedTo(acting, notes) ? untied(other.view.case) : null}
        </One>
      ))}
      {members.half.map((id) => (
        <Box key={id} className="mt8">
          <Para className="tl">{`${caseLabel(id)}：没有记完，或者已经不在这里办了。`}</Para>
          <Box className="row mt8">
            <Button kind="second" off={busy} onTap={() => void tie(id)}>
              再办一次
            </Button>
            {untied(id)}
          </Box>
        </Box>
      ))}
    </>
  );
}

/** Whether a case is tied to this very one, and not through a third. */
function isTiedTo({ open }: Acting, { work }: Member['notes']): boolean {
  return work.tied.includes(open.view.case);
}

/** When it came, and where it stands where that is more than having come. */
function whenOf({ received, state }: OpenCase['view']['state']): string {
  const came = `${sayDay(received)}收到`;
  return state === 'received' ? came : `${came}，${STATE_WORDS[state]}`;
}

function One({
  other,
  office,
  children,
}: {
  other: OpenCase;
  office: string;
  children: ReactNode;
}): ReactNode {
  const { case: id, state } = other.view;
  return (
    <Box className="mt8">
      <Link onTap={() => go('casework/case/index', { case: id, office })}>{caseLabel(id)}</Link>
      <Box className="tl mute">{whenOf(state)}</Box>
      <Para className="tl">{titleOf(other.first, 24) ?? ''}</Para>
      <Box className="row mt8">{children}</Box>
    </Box>
  );
}
