import type { ReactNode } from 'react';
import { type AreaCode, countyOf, townOf } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import { DISCIPLINE, ELECTION, type Office, officeText } from '#shared/directory/office';
import { type Concern, concerns } from '#shared/tip/concern';
import { Button, Dock } from '../components/button';
import { DemoKeys } from '../components/demo-keys';
import { Head, Section, Sheet } from '../components/head';
import { Box } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { countyHere } from '../platform/county';
import { call } from '../platform/device';
import { officeName, type Reach, reachOf } from '../platform/offices';
import { useSettings } from '../platform/settings';
import { Frame } from './frame';
import { NOTHING_SENT } from './questions';

export const HOTLINE = '12388';

/** Telephone and address in words; what the county has not entered is said plainly, with whom to ask instead. */
export function reachWords({ phone, address }: Reach): string[] {
  return [
    phone ? `电话 ${phone}` : `电话没有填，可以打 ${HOTLINE} 问`,
    address ? `地址 ${address}` : '地址没有填，去以前先打电话问',
  ];
}

/** An office to ring or to go to. */
export function ReachRow({ name, reach }: { name: string; reach: Reach }): ReactNode {
  return (
    <Row
      icon="phone"
      name={name}
      news={reachWords(reach).map((line) => <Box key={line}>{line}</Box>)}
      onTap={() => call(reach.phone ?? HOTLINE)}
    />
  );
}

/** Offices where one can go in person: none that the letter concerns, and none of which nothing is known. */
function officesNear(place: AreaCode, about: Concern, tree: AreaTree): Office[] {
  const offices = [countyOf(place), townOf(place)].flatMap((area): Office[] => [
    { area, kind: DISCIPLINE },
    { area, kind: ELECTION },
  ]);
  return offices.filter((office) => {
    const { phone, address } = reachOf(tree, office);
    return !concerns(office, about) && (phone !== undefined || address !== undefined);
  });
}

function Near({ about }: { about: Concern }): ReactNode {
  const { village } = useSettings();
  const tree = village && countyHere(village.code);
  const near = village && tree ? officesNear(village.code, about, tree) : [];
  if (!tree || near.length === 0) return null;
  return (
    <>
      <Section title="也可以当面说" />
      <Sheet join="first">
        {near.map((office) => (
          <ReachRow key={officeText(office)} name={officeName(tree, office)} reach={reachOf(tree, office)} />
        ))}
      </Sheet>
    </>
  );
}

/** Not a matter for this channel, or no office to open it: the other ways, and why. */
export function OtherWays({
  why,
  about = {},
  onBack,
}: {
  why: string;
  /** Whom the letter would concern: those are not shown. */
  about?: Concern;
  onBack: () => void;
}): ReactNode {
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
        <Row icon="notice" name="写信" news={`寄给市纪委监委，地址打 ${HOTLINE} 问。信封上不用写您的名字`} />
      </Sheet>
      <Near about={about} />
      <DemoKeys />
    </Frame>
  );
}
