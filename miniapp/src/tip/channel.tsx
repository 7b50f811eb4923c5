import { type ReactNode, useRef, useState } from 'react';
import { takesLetters } from '#shared/area/contract';
import type { Directory } from '#shared/directory/directory';
import type { FirstContent, Matter } from '#shared/tip/content';
import { asksParty, type Route, routeFor } from '#shared/tip/routing';
import { NoVillage } from '../components/no-village';
import { Failed, Loading } from '../components/states';
import { today } from '../platform/clock';
import { countyHere } from '../platform/county';
import { heldDirectory } from '../platform/directory';
import { progressOf } from '../platform/enclosing';
import { back, restart } from '../platform/navigate';
import type { Outcome, Problem } from '../platform/request';
import { useSettings, type Village } from '../platform/settings';
import { AllDone, CopyReceipt } from './copy-receipt';
import { TypeBack } from './type-back';
import { EnterReceipt } from './enter-receipt';
import { FollowThread } from './follow-thread';
import { Frame } from './frame';
import { WhereItGoes } from './office';
import { WhatHappened } from './questions';
import { NOT_BEGUN, type OnItsWay, sendLetter, type Tried } from './send-letter';
import { type Delivered, type OpenCase, openCase, type Sealed } from './sending';
import { useMore } from './use-following';
import { OtherWays } from './reach';
import { AboutWhom, type Whom } from './whom';
import { BLANK, type Letter, type SendingState, WriteLetter } from './write';

type Place =
  | { at: 'what' }
  | { at: 'whom' }
  | { at: 'opening' }
  | { at: 'failed'; problem: Problem }
  | { at: 'elsewhere'; why: string }
  | { at: 'office'; directory: Directory; route: Route; way: OnItsWay }
  | ({ at: 'write'; directory: Directory; route: Route; way: OnItsWay } & SendingState)
  | { at: 'copy' | 'type-back'; route: Route; sealed: Sealed; delivered: Delivered }
  | { at: 'done'; route: Route };

const COUNTY_LEADERS =
  '县里的领导干部归市里管，这里的办公室不能受理，也不会打开这封信。请打 12388，或者写信到市纪委监委。';
const LETTERS_OFF = '这个县现在不收网上的举报信。以前写的，凭回执还能查。请打 12388，或者当面说。';
const ALL_AVOIDED =
  '您说的事和这里能受理的办公室都有关系，所以不送到这里，他们也打不开。请打 12388，或者写信到市纪委监委。';
const NO_OFFICE = '您这里还没有能受理密封信的办公室。请打 12388，或到窗口当面说。';

/** Writing a letter: what happened, about whom, where it goes, the letter, the receipt, typed back. All in memory. */
export function WriteChannel(): ReactNode {
  const { village } = useSettings();
  if (!village) return <NoVillagePage />;
  const tree = countyHere(village.code);
  return tree && !takesLetters(tree) ? (
    <OtherWays why={LETTERS_OFF} onBack={back} />
  ) : (
    <Writing village={village} />
  );
}

function NoVillagePage(): ReactNode {
  return (
    <Frame onBack={back}>
      <NoVillage title="投诉举报" />
    </Frame>
  );
}

/** What the writer has answered so far. */
interface Draft extends Whom {
  readonly matter?: Matter;
  readonly letter: Letter;
}

const UNANSWERED: Draft = { party: false, avoid: [], letter: BLANK };

interface Step<P extends Place = Place> {
  readonly place: P;
  readonly draft: Draft;
  readonly village: Village;
  readonly onGo: (place: Place) => void;
  readonly onAnswer: (answer: Partial<Draft>) => void;
}

type Asked = Extract<Place, { at: 'what' | 'whom' | 'opening' | 'failed' | 'elsewhere' | 'office' }>;
type Written = Extract<Place, { at: 'write' }>;

function Writing({ village }: { village: Village }): ReactNode {
  const [place, onGo] = useState<Place>({ at: 'what' });
  const [draft, setDraft] = useState(UNANSWERED);
  const onAnswer = (answer: Partial<Draft>): void => setDraft((known) => ({ ...known, ...answer }));
  const step = { draft, village, onGo, onAnswer };
  switch (place.at) {
    case 'write':
      return <WritePlace {...step} place={place} />;
    case 'copy':
    case 'type-back':
    case 'done':
      return <Copying place={place} onGo={onGo} />;
    default:
      return <Asking {...step} place={place} />;
  }
}

/** The office for these answers, or where to go instead. */
async function findOffice(draft: Draft, village: Village): Promise<Place> {
  const { matter, subject, avoid } = draft;
  if (!matter || !subject) return { at: 'what' };
  if (subject === 'county-cadre') return { at: 'elsewhere', why: COUNTY_LEADERS };
  const directory = await heldDirectory();
  if (!directory.ok) {
    const { problem } = directory;
    return problem.code === 'not-found' ? { at: 'elsewhere', why: NO_OFFICE } : { at: 'failed', problem };
  }
  const question = { place: village.code, matter, subject, party: isParty(draft), avoid };
  const route = routeFor(question, directory.value, today());
  const why = avoid.length > 0 ? ALL_AVOIDED : NO_OFFICE;
  return route
    ? { at: 'office', directory: directory.value, route, way: NOT_BEGUN }
    : { at: 'elsewhere', why };
}

/** What was ticked where it was asked; an answer to a question that no longer stands there counts for nothing. */
function isParty({ matter, subject, party }: Draft): boolean {
  return party && asksParty(matter, subject);
}

function Asking({ place, draft, village, onGo, onAnswer }: Step<Asked>): ReactNode {
  const look = async (avoid = draft.avoid): Promise<void> => {
    onAnswer({ avoid });
    onGo({ at: 'opening' });
    onGo(await findOffice({ ...draft, avoid }, village));
  };
  const toWhom = (): void => onGo({ at: 'whom' });
  switch (place.at) {
    case 'what':
      return (
        <WhatHappened
          matter={draft.matter}
          onChoose={(matter) => onAnswer({ matter })}
          onNext={toWhom}
          onBack={back}
        />
      );
    case 'whom':
      return (
        <AboutWhom
          whom={draft}
          asksParty={asksParty(draft.matter, draft.subject)}
          onAnswer={onAnswer}
          onNext={() => void look()}
          onBack={() => onGo({ at: 'what' })}
        />
      );
    case 'opening':
      return <Opening />;
    case 'failed':
      return <NotOpened problem={place.problem} again={() => void look()} onBack={toWhom} />;
    case 'elsewhere':
      return <OtherWays why={place.why} about={draft} onBack={toWhom} />;
    case 'office': {
      const inTown = place.route.office.level === 2;
      const onNext = (): void => onGo({ ...place, at: 'write', sending: false });
      // A letter on its way goes where it goes: nothing before it can be answered anew.
      const { sealed } = place.way;
      const onBack = sealed ? {} : { onBack: toWhom };
      const change = inTown && !sealed ? { onNotTheTown: () => void look([...draft.avoid, 'town']) } : {};
      return <WhereItGoes route={place.route} village={village} onNext={onNext} {...onBack} {...change} />;
    }
  }
}

function Opening(): ReactNode {
  return (
    <Frame>
      <Loading what="收信的办公室" />
    </Frame>
  );
}

function NotOpened(props: { problem: Problem; again: () => void; onBack: () => void }): ReactNode {
  return (
    <Frame onBack={props.onBack}>
      <Failed what="收信的办公室" problem={props.problem} again={props.again} />
    </Frame>
  );
}

function WritePlace({ place, draft, village, onGo, onAnswer }: Step<Written>): ReactNode {
  const { directory, route, way } = place;
  const { letter } = draft;
  const stopped = useRef(false);
  const here = { at: 'write', directory, route } as const;
  const send = async (): Promise<void> => {
    stopped.current = false;
    onGo({ ...here, way, sending: true });
    const watch = {
      onProgress: (done: number, of: number) => onGo({ ...here, way, sending: true, progress: { done, of } }),
      isStopped: () => stopped.current,
    };
    const said = saidOf(draft, village);
    const tried = await sendLetter({ directory, route, said, files: letter.files }, way, watch);
    onGo(placeAfter(here, tried));
  };
  return (
    <WriteLetter
      letter={letter}
      office={route.office.name}
      state={place}
      unsettled={way.sealed !== undefined}
      onChange={(next) => {
        onAnswer({ letter: next });
        if (place.problem || place.stopped) onGo({ ...here, way, sending: false });
      }}
      onSend={() => void send()}
      onStop={() => {
        stopped.current = true;
      }}
      // A letter that may have arrived stays the one that is sent again.
      onBack={() => onGo({ at: 'office', directory, route, way })}
    />
  );
}

/** On to the receipt once the letter has arrived; else it stays where it was written. */
function placeAfter(here: Pick<Written, 'at' | 'directory' | 'route'>, { way, outcome }: Tried): Place {
  const left = { ...here, way, sending: false, progress: progressOf(way.uploads) };
  if (!outcome) return { ...left, stopped: true };
  if (!outcome.ok) return { ...left, problem: outcome.problem };
  const { sealed } = way;
  if (!sealed) throw new Error('what was delivered was sealed');
  return { at: 'copy', route: here.route, sealed, delivered: outcome.value };
}

function Copying({
  place,
  onGo,
}: {
  place: Extract<Place, { at: 'copy' | 'type-back' | 'done' }>;
  onGo: (place: Place) => void;
}): ReactNode {
  if (place.at === 'done') {
    return <AllDone office={place.route.office.name} onLeave={() => restart('area/home/index')} />;
  }
  const { receipt } = place.sealed;
  return place.at === 'copy' ? (
    <CopyReceipt
      receipt={receipt}
      route={place.route}
      delivered={place.delivered}
      named={place.sealed.named}
      onCopied={() => onGo({ ...place, at: 'type-back' })}
    />
  ) : (
    <TypeBack
      receipt={receipt}
      onDone={() => onGo({ at: 'done', route: place.route })}
      onAgain={() => onGo({ ...place, at: 'copy' })}
    />
  );
}

function saidOf(draft: Draft, village: Village): FirstContent {
  const { letter, matter, subject, avoid } = draft;
  const { text, named, name, phone } = letter;
  return {
    text: text.trim(),
    place: village.code,
    ...(matter && { matter }),
    ...(subject && { subject }),
    ...(isParty(draft) && { party: true }),
    ...(avoid.length > 0 && { avoid: [...avoid] }),
    ...(named && { name: { name: name.trim(), phone: phone.trim() } }),
  };
}

/** Coming back with a receipt: typed in, the case opened on this phone, and more written. */
export function FollowChannel(): ReactNode {
  const [open, setOpen] = useState<OpenCase>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { more, progress, halted, stop } = useMore(setOpen);

  const settle = async (work: Promise<Outcome<OpenCase> | undefined>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    const outcome = await work;
    setBusy(false);
    if (outcome?.ok) setOpen(outcome.value);
    else setProblem(outcome?.problem);
    return outcome?.ok === true;
  };

  if (!open) {
    return (
      <EnterReceipt opening={busy} problem={problem} onOpen={(receipt) => void settle(openCase(receipt))} />
    );
  }
  return (
    <FollowThread
      open={open}
      sending={busy}
      progress={progress}
      problem={problem}
      halted={halted}
      onStop={stop}
      onSend={(said, files) => settle(more(open, said, files))}
    />
  );
}
