import type { ReactNode } from 'react';
import { levelOf } from '#shared/area/code';
import { readTimetable } from '#shared/election/contract';
import { STAFF } from '#shared/identity/role';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Read } from '../../components/states';
import { useRead } from '../../platform/read';
import { TownDesk } from './town';
import { VillageDesk } from './village';

const PAGE = 'election/office/index';

/** The timetable of a village at its desk; for a town, of all its villages at once. */
export default function ElectionOffice(): ReactNode {
  return (
    <ForArea title="时间表" page={PAGE} roles={STAFF} levels={['town', 'village']}>
      {(area) =>
        levelOf(area.code) === 'town' ? (
          <TownDesk key={area.code} area={area} />
        ) : (
          <Village key={area.code} area={area} />
        )
      }
    </ForArea>
  );
}

function Village({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(readTimetable, { params: { area: area.code } });
  if (reading.kind === 'ready') {
    return <VillageDesk area={area} published={reading.value} />;
  }
  if (reading.kind === 'failed' && reading.problem.code === 'not-found') {
    return <VillageDesk area={area} published={undefined} />;
  }
  return (
    <DeskShell title={`时间表·${area.name}`} current={PAGE}>
      <Read reading={reading} what="时间表" again={again}>
        {() => null}
      </Read>
    </DeskShell>
  );
}
