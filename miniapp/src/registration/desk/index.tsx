import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import type { Certificate, Registration } from '#shared/registration/contract';
import { certificatePaper } from '#shared/registration/paper';
import { answerOf } from '#shared/registration/rules';
import { sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { FormPaper } from '../../components/form-paper';
import { Words } from '../../components/native';
import { type PeopleFilter, usePeopleChips } from '../../components/people-chips';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { sayPart } from '../words';
import { Certificates } from './certificates';
import { type Person, useVillage, type Village } from './people';
import { PersonSide } from './side';

const PAGE = 'registration/desk/index';

/** Who takes part: whom the village still has to ask, what it tried, and the certificates it gave. */
export default function RegistrationDesk(): ReactNode {
  return (
    <ForArea title="参选答复" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

const FILTERS: readonly [PeopleFilter<Person>, ...PeopleFilter<Person>[]] = [
  { words: '要问还没答', has: ({ mustSay, known }) => mustSay && !answerOf(known) },
  { words: '参加', has: ({ known }) => answerOf(known)?.takesPart === true },
  { words: '不参加', has: ({ known }) => answerOf(known)?.takesPart === false },
  { words: '全部', has: () => true },
];

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again, take } = useVillage(area.code);
  const [paper, setPaper] = useState<Certificate>();
  const missing = <Empty title="还没有定选举日">先到时间表里定下选举日和名单公布日。</Empty>;
  if (reading.kind !== 'ready') {
    return (
      <DeskShell title={`参选答复·${area.name}`} current={PAGE} actions={<Elsewhere area={area} />}>
        <Read reading={reading} what="参选答复" again={again} missing={missing}>
          {() => null}
        </Read>
      </DeskShell>
    );
  }
  const village = reading.value;
  return paper ? (
    <Printed area={area} village={village} certificate={paper} onBack={() => setPaper(undefined)} />
  ) : (
    <Open area={area} village={village} onChanged={take} onPrint={setPaper} />
  );
}

function Elsewhere({ area }: { area: DeskArea }): ReactNode {
  return area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null;
}

function Open({
  area,
  village: { people, lastDay },
  onChanged,
  onPrint,
}: {
  area: DeskArea;
  village: Village;
  onChanged: (after: Registration) => void;
  onPrint: (certificate: Certificate) => void;
}): ReactNode {
  const [picked, setPicked] = useState<string>();
  const [certifying, setCertifying] = useState(false);
  const { rows, chips } = usePeopleChips(people, FILTERS);
  const one = people.find(({ entry }) => entry.entry === picked) ?? rows[0];
  const pick = (entry: string): void => {
    setPicked(entry);
    setCertifying(false);
  };
  // Whoever has answered leaves the list, and stays beside it.
  const changed = (after: Registration): void => {
    setPicked(after.entry);
    onChanged(after);
  };
  const person = one ? (
    <PersonSide key={one.entry.entry} area={area.code} person={one} onChanged={changed} />
  ) : undefined;
  return (
    <DeskShell
      title={`参选答复·${area.name}`}
      current={PAGE}
      sub={`${sayDate(lastDay)}（含当天）前答复，第二天公布名单`}
      tools={people.length > 0 ? chips : undefined}
      actions={
        <>
          <Elsewhere area={area} />
          <Button kind="second" icon="file" onTap={() => setCertifying(!certifying)}>
            {certifying ? '看答复' : '未登记证明'}
          </Button>
        </>
      }
      side={certifying ? <Certificates area={area.code} onPrint={onPrint} /> : person}
    >
      <People people={people} rows={rows} picked={one?.entry.entry} onPick={pick} />
    </DeskShell>
  );
}

function People({
  people,
  rows,
  picked,
  onPick,
}: {
  people: readonly Person[];
  rows: readonly Person[];
  picked: string | undefined;
  onPick: (entry: string) => void;
}): ReactNode {
  if (people.length === 0) {
    return <Empty title="还没有登记表">先到“选民登记”里导入登记表，在外的人也写上，再一个一个问。</Empty>;
  }
  if (rows.length === 0) return <Empty title="这里没有人" />;
  return (
    <Table
      label="参选答复"
      columns={COLUMNS}
      rows={rows}
      idOf={({ entry }) => entry.entry}
      selected={picked}
      onSelect={onPick}
    />
  );
}

const COLUMNS: readonly Column<Person>[] = [
  { head: '姓名', cell: ({ entry }) => entry.name },
  { head: '组', cell: ({ entry }) => entry.group },
  { head: '类别', cell: ({ entry }) => entry.category },
  { head: '联系过', number: true, width: 72, cell: ({ known }) => known.contacts.length },
  { head: '答复', cell: (one) => <Standing {...one} /> },
];

function Standing({ known, mustSay }: Person): ReactNode {
  const stands = answerOf(known);
  if (stands) return <Words>{sayPart(stands)}</Words>;
  return mustSay ? (
    <Pill icon="wait" tone="due">
      还没有答复
    </Pill>
  ) : (
    <Words className="mute">不用答</Words>
  );
}

function Printed({
  area,
  village,
  certificate,
  onBack,
}: {
  area: DeskArea;
  village: Village;
  certificate: Certificate;
  onBack: () => void;
}): ReactNode {
  return (
    <FormPaper
      title="未在户籍地登记证明"
      advice="A4 纸，实际大小。盖章以后交给本人，村里留一份。"
      onBack={onBack}
      {...certificatePaper(certificate, area.name, village)}
    />
  );
}
