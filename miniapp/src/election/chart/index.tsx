import type { ReactNode } from 'react';
import { AreaCode } from '#shared/area/code';
import { readTimetable } from '#shared/election/contract';
import { Page } from '../../components/page';
import { Empty, Failed, Read } from '../../components/states';
import { areaName } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { useParams } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { problemOf } from '../../platform/request';
import { TimetableProof } from '../timetable/proof';
import { Chart } from './chart';

/** A village's election as a flow chart, on the phone and on a sheet of A4. */
export default function ChartPage(): ReactNode {
  const area = AreaCode.safeParse(useParams()['area']);
  return (
    <Page>
      {area.success ? (
        <VillageChart area={area.data} />
      ) : (
        <Failed what="流程图" problem={problemOf('not-found')} />
      )}
    </Page>
  );
}

function VillageChart({ area }: { area: AreaCode }): ReactNode {
  const { reading, again } = useRead(readTimetable, { params: { area } });
  const tree = useCounty().reading;
  const name = tree.kind === 'ready' ? areaName(tree.value, area) : area;
  const missing = <Empty title="流程图还没有">时间表公布以后，流程图就在这里。</Empty>;
  return (
    <Read reading={reading} what="流程图" again={again} missing={missing}>
      {(table) => (
        <Chart table={table} name={name}>
          <TimetableProof table={table} />
        </Chart>
      )}
    </Read>
  );
}
