import { type ReactNode, useEffect } from 'react';
import { readCandidates } from '#shared/candidate/contract';
import { readTimetable } from '#shared/election/contract';
import { noticeLists } from '#shared/notice/contract';
import { roundList } from '#shared/recommendation/contract';
import { Button, Link } from '../../components/button';
import { Box, Para } from '../../components/native';
import { Head, Sheet } from '../../components/head';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Seal } from '../../components/seal';
import { Segmented } from '../../components/segmented';
import { Loading, OldCopy, Read } from '../../components/states';
import { villageOf } from '../../platform/areas';
import { useCounty, useCountyAhead } from '../../platform/county';
import { useDirectoryAhead } from '../../platform/county-directory';
import { sceneOf } from '../../platform/device';
import { go, useParams } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { changeSettings, useSettings, type Village } from '../../platform/settings';
import { NowBanner } from './now-banner';
import { HomeRows } from './rows';
import { sceneVillage } from './scene';
import { StoredHere } from './stored';

function SizeSwitch(): ReactNode {
  const { elder } = useSettings();
  return (
    <Box className="edge size-switch">
      <Segmented
        label="字的大小"
        value={elder ? 'elder' : 'standard'}
        onChange={(view) => changeSettings({ elder: view === 'elder' })}
        options={[
          { value: 'standard', text: '标准字' },
          { value: 'elder', text: elder ? '长辈版' : '长辈版（大字）', icon: 'big' },
        ]}
      />
    </Box>
  );
}

function VillageHome({ village }: { village: Village }): ReactNode {
  const input = { params: { area: village.code } };
  const timetable = useRead(readTimetable, input);
  const notices = useRead(noticeLists, input);
  const candidates = useRead(readCandidates, input);
  const rounds = useRead(roundList, input);
  const old = notices.reading.kind === 'ready' ? notices.reading.copyFrom : undefined;
  return (
    <>
      {old === undefined ? null : <OldCopy from={old} />}
      <Head
        before={<Seal />}
        title={village.name}
        sub={`${village.county}·${village.town}`}
        side={<Link onTap={() => go('area/picker/index')}>换一个村</Link>}
      />
      <SizeSwitch />
      <Read reading={timetable.reading} what="时间表" again={timetable.again} missing={<NoTimetable />}>
        {(table) => <NowBanner table={table} rounds={rounds.reading} village={village} />}
      </Read>
      <StoredHere />
      <HomeRows
        village={village}
        timetable={timetable.reading}
        notices={notices.reading}
        candidates={candidates.reading}
      />
    </>
  );
}

function NoTimetable(): ReactNode {
  return (
    <Sheet join="first" pad>
      <Para className="mute">这个村的换届时间还没有定。定下来就公布在这里。</Para>
    </Sheet>
  );
}

/** Nobody has chosen a village yet: say what this is, and let them choose. */
function Welcome(): ReactNode {
  return (
    <>
      <Head before={<Seal />} title="阳光换届" sub="村和社区换届，每一步都看得见" />
      <SizeSwitch />
      <Sheet pad join="first">
        <Para>先选您的村，就能看公告、时间表和候选人。不用登录。</Para>
        <Box className="mt12">
          <Button onTap={() => go('area/picker/index')}>选我的村</Button>
        </Box>
      </Sheet>
      <StoredHere />
    </>
  );
}

/** The village's landing page: by the scene of a QR code, else the village chosen before. */
export default function Home(): ReactNode {
  const scene = sceneVillage(sceneOf(useParams()));
  const { village } = useSettings();
  useDirectoryAhead();
  useCountyAhead();
  const wanted = scene !== undefined && scene !== village?.code;
  const { reading } = useCounty(wanted);
  const arrived = wanted && reading.kind === 'ready' ? villageOf(reading.value, scene) : undefined;
  useEffect(() => {
    if (arrived) changeSettings({ village: arrived });
  }, [arrived]);
  const waiting = wanted && reading.kind === 'loading';
  const unknown = wanted && reading.kind === 'ready' && !arrived;
  return (
    <Page tab="area/home/index">
      {unknown ? (
        <Note icon="warn" tone="due" title="二维码上的村不在本县">
          {village ? `下面是${village.name}。` : '请在下面选您的村。'}
        </Note>
      ) : null}
      {waiting ? (
        <Loading what="您的村" />
      ) : village ? (
        <VillageHome key={village.code} village={village} />
      ) : (
        <Welcome />
      )}
    </Page>
  );
}
