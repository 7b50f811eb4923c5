import type { ReactNode } from 'react';
import { NoVillage } from '../../components/no-village';
import { Page } from '../../components/page';
import { useSettings } from '../../platform/settings';
import { VillageTimetable } from './village';

/** The timetable of the reader's own village. */
export default function TimetablePage(): ReactNode {
  const { village } = useSettings();
  return (
    <Page tab="election/timetable/index">
      {village ? (
        <VillageTimetable key={village.code} area={village.code} name={village.name} />
      ) : (
        <NoVillage title="时间表" />
      )}
    </Page>
  );
}
