import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Eligible } from '#shared/recommendation/eligible';
import type { RoundPosition } from '#shared/recommendation/round';
import { Button, Dock, Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { Sheet } from '../../components/head';
import { Box, Para, Words } from '../../components/native';
import { Page } from '../../components/page';
import { Empty } from '../../components/states';
import { StepHead } from '../../components/steps';
import { NotAVote } from './words';
import { positionName } from '#shared/recommendation/position';

/** Rows at first, and how many more each time: long lists delay taps on slow phones. */
const PAGE = 60;

interface Props {
  area: AreaCode;
  position: RoundPosition;
  people: readonly Eligible[];
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
  onNext: () => void;
  onBack: () => void;
}

interface Listed extends Eligible {
  index: number;
}

function matching(people: readonly Eligible[], text: string): Listed[] {
  const wanted = text.trim();
  return people
    .map((person, index) => ({ ...person, index }))
    .filter(({ name, group }) => `${name} ${group}`.includes(wanted));
}

/** The line under a name; namesakes are told apart by their group. */
function moreOf(people: readonly Eligible[], { name, group }: Eligible): string {
  const same = people.filter((other) => other.name === name).length > 1;
  return same ? `${group}（同名，请看组）` : group;
}

function limitWords({ position, maxNames }: RoundPosition): string {
  // 村组法(2025) 第6条: 村民委员会成员中，应当有妇女成员.
  return position === 13 ? `最多选 ${maxNames} 人。村委会里应当有妇女，请考虑。` : `最多选 ${maxNames} 人。`;
}

function dockWords(count: number, max: number): string {
  if (count < max) return '还没有提交，下一步请您核对。';
  return max === 1 ? '要换人，直接点另一个人。还没有提交。' : '已选满，要换人先去掉 1 人。还没有提交。';
}

function ChooseDock({
  count,
  max,
  onlyChosen,
  onOnlyChosen,
  onNext,
}: {
  count: number;
  max: number;
  onlyChosen: boolean;
  onOnlyChosen: () => void;
  onNext: () => void;
}): ReactNode {
  return (
    <Dock
      line={
        <>
          <Box className="grow b" role="status" live>
            {`已选 ${count} 人 / `}
            <Words className="nw">{`最多 ${max} 人`}</Words>
          </Box>
          {count > 0 ? <Link onTap={onOnlyChosen}>{onlyChosen ? '看全部' : '看已选'}</Link> : null}
        </>
      }
      then={dockWords(count, max)}
    >
      {count === 0 ? (
        <Button kind="second" onTap={onNext}>
          一个也不推荐，交空白
        </Button>
      ) : (
        <Button onTap={onNext}>下一步：核对</Button>
      )}
    </Dock>
  );
}

function Search({ text, onInput }: { text: string; onInput: (text: string) => void }): ReactNode {
  return (
    <Box className="edge">
      <Field
        bare
        kind="search"
        icon="search"
        label="找人"
        placeholder="找人：输入姓名或组"
        value={text}
        onInput={onInput}
      />
    </Box>
  );
}

/** The search box, the limit and the people who match, some at first. */
function People({
  position,
  people,
  chosen,
  onChange,
  onlyChosen,
}: Props & { onlyChosen: boolean }): ReactNode {
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const found = onlyChosen
    ? matching(people, '').filter(({ index }) => chosen.includes(index))
    : matching(people, text);
  const choices = found.slice(0, most).map((person) => ({
    id: String(person.index),
    name: person.name,
    more: moreOf(people, person),
  }));
  const toggle = (id: string) => {
    const without = chosen.filter((one) => one !== Number(id));
    const others = position.maxNames === 1 ? [] : chosen;
    onChange(without.length < chosen.length ? without : [...others, Number(id)]);
  };
  return (
    <>
      {onlyChosen ? null : <Search text={text} onInput={setText} />}
      <Sheet>
        <Box className="count">
          <Words>{limitWords(position)}</Words>
        </Box>
        <ChoiceList
          label={`推荐${positionName(position.position)}`}
          {...(position.maxNames === 1 ? {} : { max: position.maxNames })}
          choices={choices}
          chosen={chosen.map(String)}
          onToggle={toggle}
        />
      </Sheet>
      {found.length === 0 ? (
        <Empty title="没有找到这个人">换一个字，或者只输姓。能推荐的人都在这份名单上。</Empty>
      ) : null}
      {found.length > most ? (
        <Box className="pad">
          <Button kind="second" onTap={() => setMost(most + PAGE)}>
            {`再看 ${Math.min(PAGE, found.length - most)} 人`}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

/** Whom I choose and how many I may; nothing is sent yet. */
export function Choose(props: Props): ReactNode {
  const { position, people, chosen } = props;
  const [wanted, setWanted] = useState(false);
  const onlyChosen = wanted && chosen.length > 0;
  const dock = (
    <ChooseDock
      count={chosen.length}
      max={position.maxNames}
      onlyChosen={onlyChosen}
      onOnlyChosen={() => setWanted(!onlyChosen)}
      onNext={props.onNext}
    />
  );
  return (
    <Page dock={dock} onBack={props.onBack}>
      <StepHead step={1} of={3} question={`推荐${positionName(position.position)}`} />
      <People {...props} onlyChosen={onlyChosen} />
      <Box className="pad">
        <Para className="tl mute">
          {`共 ${people.length} 人，按名单的顺序排列。往下看更多，或者在上面找名字。`}
        </Para>
      </Box>
      <NotAVote area={props.area} />
    </Page>
  );
}
