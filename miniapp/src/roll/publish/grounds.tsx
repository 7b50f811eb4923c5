import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { ElectionBody } from '#shared/election/body';
import { groundBasis } from '#shared/registration/rules';
import { LEFT_AT_MOST, type RollEntry, type RollHead, type RollPublication } from '#shared/roll/contract';
import { Button, Link } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { go } from '../../platform/navigate';
import type { Reading } from '../../platform/read';
import type { Problem } from '../../platform/request';
import { type Change, changeRoll } from '../change-roll';
import { type Grounds, readGrounds } from './read-grounds';

/** Who of the roll has answered what, read anew when asked again. */
export function useGrounds(area: AreaCode, head: RollHead) {
  const [reading, setReading] = useState<Reading<Grounds>>({ kind: 'loading' });
  const again = useCallback(() => {
    setReading((before) => (before.kind === 'failed' ? { kind: 'loading' } : before));
    void readGrounds(area, head).then((outcome) =>
      setReading(
        outcome.ok ? { kind: 'ready', value: outcome.value } : { kind: 'failed', problem: outcome.problem },
      ),
    );
  }, [area, head]);
  useEffect(again, [again]);
  return { reading, again };
}

/** As many as are named beside the roll, and before somebody is struck. */
const SHOWN = { side: 8, asked: 60 } as const;

/** Names with their groups; a long list ends with how many more there are. */
function sayNames(people: readonly RollEntry[], shown: number = SHOWN.side): string {
  const some = people.slice(0, shown).map(({ name, group }) => `${name}（${group}）`);
  const more = people.length > shown ? `，还有 ${people.length - shown} 人` : '';
  return `${some.join('、')}${more}`;
}

interface Props {
  area: AreaCode;
  head: RollHead;
  of: RollPublication;
  grounds: ReturnType<typeof useGrounds>;
  changing: Changing;
}

/** Strikes people from the roll, or puts them back: one change at a time. */
export function useChange(area: AreaCode, head: RollHead, onChanged: (head: RollHead) => void) {
  const [going, setGoing] = useState<{ words: string; share: number }>();
  const [problem, setProblem] = useState<Problem>();
  const change = async (what: Change): Promise<void> => {
    setProblem(undefined);
    setGoing({ words: '正在写新的一版', share: 0 });
    const answer = await changeRoll(area, head, what, (words, share) => setGoing({ words, share }));
    setGoing(undefined);
    if (answer.ok) onChanged(answer.value);
    else setProblem(answer.problem);
  };
  return { going, problem, change };
}

type Changing = ReturnType<typeof useChange>;

/** What the answers say of the roll before it is published: whom the law does not let stand on it, and why. */
export function GroundsNotes(props: Props): ReactNode {
  const { grounds, changing } = props;
  if (grounds.reading.kind === 'loading') return <Para className="then">正在和参选答复核对。</Para>;
  if (grounds.reading.kind === 'failed') {
    return (
      <Note icon="warn" tone="due" title="还没有和参选答复核对">
        {grounds.reading.problem.title}
        <Button kind="second" onTap={grounds.again}>
          再核对一次
        </Button>
      </Note>
    );
  }
  return (
    <>
      <Struck {...props} />
      <Without {...props} found={grounds.reading.value} />
      {changing.going ? <ProgressBar {...changing.going} /> : null}
      <NotDone title="没有改成，现在的名单没有动" problem={changing.problem} />
    </>
  );
}

const WHY = {
  村民委员会: {
    must: '户籍在村、不在村里居住的，本人表示参加才登记；居住一年以上的，要本人申请。',
    stays: '户籍在村又在村里居住的，不管怎么答都登记；去不去投票由本人。',
  },
  居民委员会: { must: '社区选举，本人表示参加才登记。', stays: '' },
} as const satisfies Record<ElectionBody, { must: string; stays: string }>;

const TOO_MANY = `一次最多划去 ${LEFT_AT_MOST} 人，请导入改好的整张表。`;

function Without({
  area,
  head,
  of,
  found,
  changing: { going, change },
}: Props & { found: Grounds }): ReactNode {
  const [asked, setAsked] = useState(false);
  const { declined, unanswered, stays } = found;
  const all = [...declined, ...unanswered];
  const basis = groundBasis({ body: of.body, electionDay: of.law.electionDay });
  const strike = (): void => {
    setAsked(false);
    void change({ kind: 'struck', from: head.version, without: all.map(({ entry }) => entry) });
  };
  return (
    <>
      <Named people={declined} who="人答了不参加，还在名单上" />
      <Named people={unanswered} who="人要本人表示参加，还没有答复" />
      {all.length > 0 ? (
        <Box className="mt8">
          <Link end="right" onTap={() => go('registration/desk/index', { area })}>
            到参选答复里一个一个看
          </Link>
          <Button
            kind="second"
            off={going !== undefined || all.length > LEFT_AT_MOST}
            onTap={() => setAsked(true)}
          >
            {`从名单上划去这 ${all.length} 人`}
          </Button>
          <Para className="then">
            {`${basis}：${WHY[of.body].must}${all.length > LEFT_AT_MOST ? TOO_MANY : ''}`}
          </Para>
        </Box>
      ) : null}
      {stays.length > 0 ? (
        <Note icon="ask" tone="plain" title={`另有 ${stays.length} 人答了不参加，照样登记`}>
          {`${WHY[of.body].stays}${sayNames(stays)}`}
        </Note>
      ) : null}
      {asked ? <Strike {...{ all, basis }} onClose={() => setAsked(false)} onStrike={strike} /> : null}
    </>
  );
}

function Named({ people, who }: { people: readonly RollEntry[]; who: string }): ReactNode {
  if (people.length === 0) return null;
  return (
    <Note icon="warn" tone="due" title={`${people.length} ${who}`}>
      {sayNames(people)}
    </Note>
  );
}

function Strike({
  all,
  basis,
  onClose,
  onStrike,
}: {
  all: readonly RollEntry[];
  basis: string;
  onClose: () => void;
  onStrike: () => void;
}): ReactNode {
  return (
    <Dialog
      title={`从名单上划去 ${all.length} 人`}
      onClose={onClose}
      buttons={
        <>
          <Button kind="second" onTap={onClose}>
            先不划
          </Button>
          <Button kind="danger" onTap={onStrike}>{`划去这 ${all.length} 人`}</Button>
        </>
      }
    >
      <Para>{sayNames(all, SHOWN.asked)}</Para>
      <Para className="mt8">
        {`依据${basis}。先再问一遍本人。划去以后是新的一版，公布以前可以放回来；他们在手机上就不能推荐了。`}
      </Para>
    </Dialog>
  );
}

/** What was struck to make this version, which may be put back until it is published. */
function Struck({ head, changing: { going, change } }: Props): ReactNode {
  if (head.change?.kind !== 'struck') return null;
  const { from, people = 0, basis = '' } = head.change;
  return (
    <Note icon="ok" tone="done" title={`这一版划去了 ${people} 人`}>
      {`从第 ${from} 版划去，依据${basis}。`}
      <Button
        kind="second"
        off={going !== undefined}
        onTap={() => void change({ kind: 'restored', from, without: [] })}
      >{`放回这 ${people} 人`}</Button>
    </Note>
  );
}
