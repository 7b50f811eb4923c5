import type { ReactNode } from 'react';
import { countyOf, townOf } from '#shared/area/code';
import { DISCIPLINE } from '#shared/directory/office';
import type { Route } from '#shared/tip/routing';
import { staffWords } from '#shared/tip/words';
import { Button, Dock } from '../components/button';
import { DemoKeys } from '../components/demo-keys';
import { Head, Sheet } from '../components/head';
import { Note } from '../components/note';
import { Box, Heading, Para } from '../components/native';
import { Row } from '../components/row';
import { StepHead } from '../components/steps';
import { call } from '../platform/device';
import type { Village } from '../platform/settings';
import { Frame, ReadThisPage } from './frame';
import { NOTHING_SENT, STEPS } from './questions';

export const HOTLINE = '12388';

/** Who holds a key, in the words of the page. */
function canSee({ office, second, above }: Route): string[] {
  const both = second ? `${staffWords(office)}，${staffWords(second)}` : staffWords(office);
  return [`${both}，和您自己`, ...(above ? [`到期没处理，${above.name}也能打开`] : [])];
}

/** Who holds none: everybody the writer may fear, by what this route leaves out. */
function cannotSee({ office, second, above }: Route, village: Village): string[] {
  const offices = [office, second, above].flatMap((entry) => (entry ? [entry.office] : []));
  const inTown = offices.filter(({ area }) => area === townOf(village.code));
  const inCounty = offices.filter(({ area }) => area === countyOf(village.code));
  const lacks = (list: typeof offices, kind: number): boolean => list.every((one) => one.kind !== kind);
  const town = [
    `${village.town}的其他干部`,
    ...(lacks(inTown, DISCIPLINE) ? [`${village.town}纪委`] : []),
    ...(inTown.every(({ kind }) => kind === DISCIPLINE) ? [`${village.town}换届办`] : []),
  ];
  return [
    `${village.name}的所有干部`,
    town.join('、'),
    inCounty.every(({ kind }) => kind === DISCIPLINE) ? '县换届办，系统维护人员' : '系统维护人员',
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
  const see = canSee(route);
  const unseen = cannotSee(route, village);
  const names = route.second ? `${route.office.name}、${route.second.name}` : route.office.name;
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
      <ReadThisPage words={['按规定，这封信送到', names, '能看的人', ...see, '看不到的人', ...unseen]} />
    </Frame>
  );
}

/** Not a matter for this channel, or no office to open it: the other ways, and why. */
export function OtherWays({ why, onBack }: { why: string; onBack: () => void }): ReactNode {
  return (
    <Frame
      onBack={onBack}
      dock={
        <Dock then={NOTHING_SENT}>
          <Button icon="phone" onTap={() => call(HOTLINE)}>
            {`打 ${HOTLINE}`}
          </Button>
        </Dock>
      }
    >
      <Head title="请走别的路" />
      <Sheet join="first">
        <Note icon="move">{why}</Note>
        <Row
          icon="phone"
          name={`打 ${HOTLINE}`}
          news="纪检监察举报电话，说明是哪个县"
          onTap={() => call(HOTLINE)}
        />
        <Row icon="notice" name="写信" news="寄给市纪委监委，信封上不用写您的名字" />
      </Sheet>
      <DemoKeys />
    </Frame>
  );
}
