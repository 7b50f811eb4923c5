import { type ReactNode, useEffect, useState } from 'react';
import { AreaCode } from '#shared/area/code';
import { bytesOf } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { checkEligible } from '#shared/recommendation/check';
import { readEligible, readRound, roundList } from '#shared/recommendation/contract';
import type { Eligible } from '#shared/recommendation/eligible';
import { decodeParams } from '#shared/recommendation/params';
import type { PublicRound, RoundLine, RoundPosition } from '#shared/recommendation/round';
import { DemoKeys } from '../../components/demo-keys';
import { Head, Sheet } from '../../components/head';
import { NoVillage } from '../../components/no-village';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { Empty, Failed, OldCopy, Read } from '../../components/states';
import { now, useNow } from '../../platform/clock';
import { go, useParams } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { problemOf } from '../../platform/request';
import { useSettings, type Village } from '../../platform/settings';
import { Choose } from './choose';
import { Confirm } from './confirm';
import { Done } from './done';
import { choiceOf, clearClosed, keepWish, mine, placeOf, standOf } from './papers';
import { RoundHome, stateWords } from './round';
import { Sending } from './sending';
import { NotAVote } from './words';

/** Where one is within a round. */
type Place = { kind: 'home' } | { kind: 'choose' | 'confirm' | 'sending' | 'done'; position: RoundPosition };

/** The list of people, when it is the one that was endorsed for this position. */
function peopleOf(
  position: PublicRound['positions'][number] | undefined,
  document: string,
): Eligible[] | undefined {
  const params = position && decodeParams(bytesOf(position.params));
  const list = params && checkEligible(document, params);
  return list?.ok ? list.value : undefined;
}

function startOf(round: PublicRound, position: RoundPosition): Place {
  const stand = standOf(mine(round, position.position));
  if (stand === 'waiting') return { kind: 'sending', position };
  return { kind: stand === 'taken' ? 'done' : 'choose', position };
}

/** What was stored without network goes on its way as soon as the round is opened again. */
function firstPlace(round: PublicRound, time: number): Place {
  const isOpen = round.state === 'open' && time < round.closes;
  const waiting = round.positions.find((one) => standOf(mine(round, one.position)) === 'waiting');
  return isOpen && waiting ? { kind: 'sending', position: waiting } : { kind: 'home' };
}

/** The three steps of one position, and what comes after them. */
function Steps({
  round,
  place,
  people,
  go: to,
  onOther,
}: {
  round: PublicRound;
  place: Exclude<Place, { kind: 'home' }>;
  people: readonly Eligible[];
  go: (place: Place) => void;
  onOther: (position: RoundPosition) => void;
}): ReactNode {
  const { position } = place;
  const [chosen, setChosen] = useState(() => [...(choiceOf(mine(round, position.position)) ?? [])]);
  const home = () => to({ kind: 'home' });
  const choose = () => to({ kind: 'choose', position });
  const [noRoom, setNoRoom] = useState(false);
  const submit = () => {
    const isKept = keepWish(placeOf(round, position.position), chosen);
    setNoRoom(!isKept);
    if (isKept) to({ kind: 'sending', position });
  };
  const common = { area: round.area, round, position, people, chosen };
  switch (place.kind) {
    case 'choose': {
      const next = () => to({ kind: 'confirm', position });
      return <Choose {...common} onChange={setChosen} onNext={next} onBack={home} />;
    }
    case 'confirm': {
      const remove = (index: number) => setChosen(chosen.filter((one) => one !== index));
      return <Confirm {...common} noRoom={noRoom} onRemove={remove} onMore={choose} onSubmit={submit} />;
    }
    case 'sending': {
      const done = () => to({ kind: 'done', position });
      return <Sending round={round} position={position.position} onDone={done} onLeave={home} />;
    }
    case 'done':
      return <Done {...common} onChange={choose} onOther={onOther} onBack={home} />;
  }
}

function Recommending({ round, document }: { round: PublicRound; document: string }): ReactNode {
  const time = useNow();
  const [place, setPlace] = useState<Place>(() => firstPlace(round, time));
  const open = (position: RoundPosition) => setPlace(startOf(round, position));
  if (place.kind === 'home') return <RoundHome round={round} now={time} onOpen={open} />;
  const { position } = place.position;
  const people = peopleOf(
    round.positions.find((one) => one.position === position),
    document,
  );
  return people ? (
    <Steps key={position} round={round} place={place} people={people} go={setPlace} onOther={open} />
  ) : (
    <Page onBack={() => setPlace({ kind: 'home' })}>
      <Failed what="名单" problem={problemOf('round-untrusted')} />
    </Page>
  );
}

function OneRound({ area, id }: { area: AreaCode; id: Id }): ReactNode {
  const params = { area, round: id };
  const round = useRead(readRound, { params });
  const list = useRead(readEligible, { params });
  if (round.reading.kind === 'ready' && list.reading.kind === 'ready') {
    return <Recommending round={round.reading.value} document={list.reading.value.document} />;
  }
  return (
    <Page>
      <Read reading={round.reading} what="这一轮推荐" again={round.again}>
        {() => (
          <Read reading={list.reading} what="名单" again={list.again}>
            {() => null}
          </Read>
        )}
      </Read>
    </Page>
  );
}

function Rounds({
  village,
  rounds,
  copyFrom,
}: {
  village: Village;
  rounds: readonly RoundLine[];
  copyFrom: number | undefined;
}): ReactNode {
  const time = useNow();
  return (
    <Page>
      {copyFrom === undefined ? null : <OldCopy from={copyFrom} />}
      <Head title="推荐" sub={village.name} />
      {rounds.length === 0 ? (
        <>
          <Empty title="现在没有推荐">要推荐的时候，首页会写着“正在进行”，公告里也会说。</Empty>
          <DemoKeys />
        </>
      ) : (
        <Sheet>
          {rounds.map((line) => (
            <Row
              key={line.id}
              icon="people"
              name={line.title}
              news={stateWords(line, time)}
              onTap={() => go('recommendation/person/index', { area: village.code, round: line.id })}
            />
          ))}
        </Sheet>
      )}
      <NotAVote area={village.code} />
    </Page>
  );
}

function VillageRounds({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(roundList, { params: { area: village.code } });
  if (reading.kind === 'ready') {
    const [only, ...more] = reading.value.filter(({ state }) => state !== 'cancelled');
    return only && more.length === 0 ? (
      <OneRound area={village.code} id={only.id} />
    ) : (
      <Rounds village={village} rounds={reading.value} copyFrom={reading.copyFrom} />
    );
  }
  return (
    <Page>
      <Read reading={reading} what="推荐" again={again}>
        {() => null}
      </Read>
    </Page>
  );
}

/** Recommending, from choosing to the acknowledgement, on one neutral page path. */
export function Recommend(): ReactNode {
  useEffect(() => clearClosed(now()), []);
  const { village } = useSettings();
  const params = useParams();
  const asked = Id.safeParse(params['round']);
  const area = AreaCode.safeParse(params['area']).data ?? village?.code;
  if (asked.success && area) return <OneRound key={asked.data} area={area} id={asked.data} />;
  if (!village) {
    return (
      <Page>
        <NoVillage title="推荐" />
      </Page>
    );
  }
  return <VillageRounds key={village.code} village={village} />;
}
