import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract';
import { recordPaper } from '#shared/recommendation/contract';
import type { OfficeRound } from '#shared/recommendation/round';
import { findEntries } from '#shared/roll/contract';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { type Problem, send } from '../../platform/request';

type Found = Answer<typeof findEntries>;

/** Records that somebody recommended on paper, in every position of the round; whom they named stays on the paper. */
async function record(round: OfficeRound, entry: Found[number]['entry']): Promise<Problem | undefined> {
  for (const { position } of round.plan.positions) {
    const params = { area: round.area, round: round.id, position, entry };
    const answer = await send(recordPaper, { params });
    if (!answer.ok) return answer.problem;
  }
  return undefined;
}

/** A paper mark shuts the phone of whoever it names: asked once more, since namesakes stand under one another. */
function Sure({
  person: { name, group, idLastFour },
  onKeep,
  onBack,
}: {
  person: Found[number];
  onKeep: () => void;
  onBack: () => void;
}): ReactNode {
  return (
    <Dialog
      title={`记下${name}在纸上推荐过`}
      onClose={onBack}
      buttons={
        <>
          <Button kind="second" onTap={onBack}>
            不是这个人
          </Button>
          <Button onTap={onKeep}>记下</Button>
        </>
      }
    >
      <Para>{`${name}，${group}，身份证尾号 ${idLastFour}`}</Para>
      <Para className="tl mute mt8">
        记下以后，这个人在手机上就不能推荐了，也撤不回来。请对着纸再核对一遍。
      </Para>
    </Dialog>
  );
}

function FoundOnRoll({
  found,
  onPick,
}: {
  found: Found | undefined;
  onPick: (person: Found[number]) => void;
}): ReactNode {
  if (found?.length === 0) return <Para className="mt8">名单上没有这个名字，请核对后再找。</Para>;
  return found?.map((person) => (
    <Row
      key={person.entry}
      name={person.name}
      news={`${person.group}·身份证尾号 ${person.idLastFour}`}
      onTap={() => onPick(person)}
    />
  ));
}

/** Finds a person on the roll and records that they did it on paper. */
export function PaperDialog({ round, onClose }: { round: OfficeRound; onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [found, setFound] = useState<Found>();
  const [asked, setAsked] = useState<Found[number]>();
  const [said, setSaid] = useState<{ tone: 'done' | 'red'; words: string }>();
  const find = async () => {
    const answer = await send(findEntries, { params: { area: round.area }, query: { name } });
    if (answer.ok) setFound(answer.value);
    else setSaid({ tone: 'red', words: answer.problem.title });
  };
  const keep = async (person: Found[number]) => {
    const problem = await record(round, person.entry);
    setAsked(undefined);
    setSaid(
      problem ? { tone: 'red', words: problem.title } : { tone: 'done', words: `${person.name} 记好了` },
    );
    if (!problem) setFound(undefined);
  };
  if (asked)
    return <Sure person={asked} onKeep={() => void keep(asked)} onBack={() => setAsked(undefined)} />;
  return (
    <Dialog
      title="记纸面推荐"
      onClose={onClose}
      buttons={
        <Button kind="second" onTap={onClose}>
          关上
        </Button>
      }
    >
      <Para className="tl mute">只记这个人在纸上推荐过，手机上就不能再推荐。推荐了谁不在这里填。</Para>
      <Field label="姓名" value={name} onInput={setName} onDone={() => void find()} />
      <Box className="row mt8">
        <Button off={name.trim() === ''} onTap={() => void find()}>
          在名单上找
        </Button>
      </Box>
      {said ? (
        <Note icon={said.tone === 'done' ? 'check' : 'bad'} tone={said.tone} title={said.words} />
      ) : null}
      <FoundOnRoll found={found} onPick={setAsked} />
    </Dialog>
  );
}
