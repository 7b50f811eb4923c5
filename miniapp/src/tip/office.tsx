import type { ReactNode } from 'react';
import { type AreaCode, countyOf, townOf } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import type { DirectoryEntry } from '#shared/directory/entry';
import { DISCIPLINE, ELECTION, type OfficeKind, officeText, sameOffice } from '#shared/directory/office';
import type { Route } from '#shared/tip/routing';
import { staffWords } from '#shared/tip/words';
import { Button, Dock } from '../components/button';
import { Section, Sheet } from '../components/head';
import { Note } from '../components/note';
import { Box, Heading, Para } from '../components/native';
import { Row } from '../components/row';
import { StepHead } from '../components/steps';
import { countyHere } from '../platform/county';
import { call } from '../platform/device';
import { reachOf } from '../platform/offices';
import type { Village } from '../platform/settings';
import { Frame, ReadThisPage } from './frame';
import { NOTHING_SENT, STEPS } from './questions';
import { HOTLINE, ReachRow, reachWords } from './reach';

/** Who holds a key, in the words of the page. */
function canSee({ office, second, above }: Route): string[] {
  const both = second ? `${staffWords(office)}，${staffWords(second)}` : staffWords(office);
  return [
    `${both}，和您自己`,
    ...(above ? [`到期没处理、办结要${above.name}复核，或者办结以后存档，那里也能打开`] : []),
  ];
}

/** Who holds none: everybody the writer may fear, by what this route leaves out. */
function cannotSee({ office, second, above }: Route, village: Village): string[] {
  const has = (area: AreaCode, kind: OfficeKind): boolean =>
    [office, second, above].some((entry) => entry && sameOffice(entry.office, { area, kind }));
  const without = (area: AreaCode, names: Readonly<Record<OfficeKind, string>>): string[] =>
    ([DISCIPLINE, ELECTION] as const).flatMap((kind) => (has(area, kind) ? [] : [names[kind]]));
  const { town, county } = village;
  const inTown = without(townOf(village.code), { 1: `${town}纪委`, 2: `${town}换届办` });
  const inCounty = without(countyOf(village.code), { 1: `${county}纪委监委`, 2: `${county}换届办` });
  return [
    `${village.name}的所有干部`,
    [`${town}的其他干部`, ...inTown].join('、'),
    [...inCounty, '系统维护人员'].join('、'),
    '微信（只知道您打开过本程序）',
  ];
}

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  return lines.map((line) => <Para key={line}>{line}</Para>);
}

function Goes({
  names,
  see,
  unseen,
}: {
  names: string;
  see: readonly string[];
  unseen: readonly string[];
}): ReactNode {
  return (
    <>
      <Box className="pad">
        <Box className="tl mute">按规定，这封信送到</Box>
        <Heading level={2} className="t0">
          {names}
        </Heading>
      </Box>
      <Note icon="see" tone="plain" title="能看的人">
        <Lines lines={see} />
      </Note>
      <Note icon="hide" tone="done" title="看不到的人">
        <Lines lines={unseen} />
      </Note>
    </>
  );
}

/** Those that get the letter, and the one that may come to it. */
function officesOf({ office, second, above }: Route): DirectoryEntry[] {
  return [office, second, above].filter((entry) => entry !== null);
}

function Reaches({
  offices,
  tree,
}: {
  offices: readonly DirectoryEntry[];
  tree: AreaTree | undefined;
}): ReactNode {
  return (
    <>
      <Section title="这些办公室的电话和地址" />
      <Sheet join="first">
        {offices.map(({ name, office }) => (
          <ReachRow key={officeText(office)} name={name} reach={reachOf(tree, office)} />
        ))}
      </Sheet>
    </>
  );
}

/** Step 3: where it goes and who can and cannot see it, before a word is written. */
export function WhereItGoes({
  route,
  village,
  onNotTheTown,
  onNext,
  onBack,
}: {
  route: Route;
  village: Village;
  /** Absent when the letter already goes to the county. */
  onNotTheTown?: () => void;
  onNext: () => void;
  /** Absent when the letter is on its way already. */
  onBack?: () => void;
}): ReactNode {
  const offices = officesOf(route);
  const tree = countyHere(village.code);
  const see = canSee(route);
  const unseen = cannotSee(route, village);
  const reach = offices.flatMap(({ name, office }) => [name, ...reachWords(reachOf(tree, office))]);
  const names = route.second ? `${route.office.name}、${route.second.name}` : route.office.name;
  const read = ['按规定，这封信送到', names, '能看的人', ...see, '看不到的人', ...unseen];
  return (
    <Frame
      onBack={onBack}
      dock={
        <Dock then={NOTHING_SENT}>
          <Button onTap={onNext}>下一步：写内容</Button>
        </Dock>
      }
    >
      <StepHead step={3} of={STEPS} question="送到哪里，谁能看" />
      <Sheet join="first">
        <Goes names={names} see={see} unseen={unseen} />
      </Sheet>
      <Reaches offices={offices} tree={tree} />
      <Sheet>
        {onNotTheTown ? (
          <Row icon="move" name="不想送到镇里" news="改送县里，镇里打不开" onTap={onNotTheTown} />
        ) : null}
        <Row
          icon="phone"
          name="不想用手机写"
          news={`打 ${HOTLINE}，或者写信到县纪委监委`}
          onTap={() => call(HOTLINE)}
        />
      </Sheet>
      <ReadThisPage words={[...read, ...reach]} />
    </Frame>
  );
}
