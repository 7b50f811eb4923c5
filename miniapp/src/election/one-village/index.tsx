import type { ReactNode } from 'react';
import { AreaCode } from '#shared/area/code';
import { Page } from '../../components/page';
import { Failed } from '../../components/states';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { useParams } from '../../platform/navigate';
import { problemOf } from '../../platform/request';
import { VillageTimetable } from '../timetable/village';

/** The timetable of the village that the address names, which a tab's page cannot be told. */
export default function OneVillage(): ReactNode {
  const area = AreaCode.safeParse(useParams()['area']);
  const tree = useCounty().reading;
  return (
    <Page>
      {area.success ? (
        <VillageTimetable
          area={area.data}
          name={tree.kind === 'ready' ? areaName(tree.value, area.data) : area.data}
        />
      ) : (
        <Failed what="时间表" problem={problemOf('not-found')} />
      )}
    </Page>
  );
}
