import { type ReactNode, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { AreaRow } from '#shared/area/contract';
import type { ElectionBody } from '#shared/election/body';
import { type BoardRow, readBoard } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { dateOfDay, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { ChoiceList, toggled } from '../../components/choice';
import { DeskShell } from '../../components/desk';
import type { DeskArea } from '../../components/desk-area';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { areasBelow } from '../../platform/areas';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { keep, recall } from '../../platform/storage';
import { Part, PlanFields } from './plan-fields';
import { bodyOf, emptyForm, Form, type Preview, previewOf } from './plan-form';
import { type Bulk, useBulk } from './use-bulk';
import { shownErrors } from './village';

const PAGE = 'election/office/index';

/** 成批设置: the same plan for the villages of a town that are chosen. */
export function TownDesk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(readBoard, { params: { area: area.code } });
  if (reading.kind === 'ready') return <BulkDesk area={area} rows={reading.value.rows} />;
  return (
    <DeskShell title={`时间表·${area.name}`} current={PAGE}>
      <Read reading={reading} what="各村" again={again}>
        {() => null}
      </Read>
    </DeskShell>
  );
}

/** Kept on this device, so that a closed window goes on with the same plan. */
function useTownForm(town: AreaCode) {
  const name = `town-plan ${town}`;
  const [form, setForm] = useState(() => recall(name, Form) ?? emptyForm('村民委员会'));
  useEffect(() => {
    keep(name, form);
  }, [name, form]);
  return [form, (part: Partial<Form>) => setForm((now) => ({ ...now, ...part }))] as const;
}

/** What either body's law says of the plan: the first that refuses speaks. */
function previewFor(bodies: readonly ElectionBody[], town: AreaCode, form: Form): Preview {
  const day = dateOfDay(today());
  const previews = bodies.map((body) => previewOf(undefined, town, { ...form, body }, day));
  const [first = previewOf(undefined, town, form, day)] = previews;
  return previews.find(({ plan, problem }) => !plan || problem) ?? first;
}

/** All villages without an election at first. */
function useChosen(villages: readonly AreaRow[], planned: ReadonlyMap<AreaCode, BoardRow>) {
  const [chosen, setChosen] = useState<readonly AreaCode[]>(() =>
    villages.flatMap(({ code }) => (planned.has(code) ? [] : [code])),
  );
  const toggle = (id: string) => {
    const village = villages.find(({ code }) => code === id)?.code;
    if (!village) return;
    setChosen((now) => toggled(now, village));
  };
  return [chosen, toggle] as const;
}

function BulkDesk({ area, rows }: { area: DeskArea; rows: readonly BoardRow[] }): ReactNode {
  const villages = areasBelow(area.tree, area.code);
  const planned = new Map(rows.map((row) => [row.village, row]));
  const [chosen, toggle] = useChosen(villages, planned);
  const [form, change] = useTownForm(area.code);
  const [tried, setTried] = useState(false);
  const bodyFor = (village: AreaCode) => planned.get(village)?.body ?? bodyOf(village);
  const preview = previewFor([...new Set(chosen.map(bodyFor))], area.code, form);
  const { bulk, run, reset } = useBulk((village) => {
    if (!preview.plan) throw new Error('sent before the plan was whole');
    return { ...preview.plan, body: bodyFor(village) };
  }, rows);
  const send = () => {
    setTried(true);
    if (preview.plan && !preview.problem && chosen.length > 0) run(chosen);
  };
  const changed = (part: Partial<Form>) => {
    reset();
    change(part);
  };
  return (
    <DeskShell
      title={`成批设置·${area.name}`}
      sub="同一个选举日，一次给几个村定下"
      current={PAGE}
      actions={area.elsewhere ? <Link onTap={area.elsewhere}>换一个地方</Link> : undefined}
      side={<Side {...{ villages, chosen, preview, bulk }} onSend={send} />}
    >
      <Box className="desk-pad desk-form">
        <Part title="一、哪些村">还没有定选举日的已经选上。定过的也可以选，它自己另定的日子会留着。</Part>
        <ChoiceList
          label="哪些村"
          choices={villages.map(({ code, name }) => ({
            id: code,
            name,
            more: moreOf(bodyFor(code), planned.get(code)),
          }))}
          chosen={chosen}
          onToggle={toggle}
        />
        <Part title="二、定选举日">其他日子按法律跟着排。各村要另定的，设好以后到那个村里改。</Part>
        <PlanFields form={form} errors={shownErrors(preview, tried)} change={changed} />
      </Box>
    </DeskShell>
  );
}

function moreOf(body: ElectionBody, row: BoardRow | undefined): string {
  return row ? `${body}·已定 ${sayDate(row.electionDay)}·${STAGES[row.stage - 1] ?? ''}` : `${body}·还没有定`;
}

interface SideProps {
  villages: readonly AreaRow[];
  chosen: readonly AreaCode[];
  preview: Preview;
  bulk: Bulk;
  onSend: () => void;
}

function Side({ villages, chosen, preview, bulk, onSend }: SideProps): ReactNode {
  const nameOf = (village: AreaCode) => villages.find(({ code }) => code === village)?.name ?? village;
  const left = chosen.filter((village) => bulk.fates.get(village)?.kind !== 'done');
  const isAgain = bulk.of > 0;
  return (
    <>
      <Heading level={2} className="t2">
        {`选了 ${chosen.length} 个村`}
      </Heading>
      {preview.problem ? (
        <Note icon="bad" tone="red" title="还不能公布">
          {preview.errors.size > 0 ? '已在每一项写明是哪一条法律、最迟哪一天。' : preview.problem.title}
        </Note>
      ) : null}
      {isAgain ? (
        <Box className="mt12">
          <ProgressBar words={`已设好 ${bulk.at} / ${bulk.of} 个村`} share={bulk.at / bulk.of} />
        </Box>
      ) : null}
      {[...bulk.fates].map(([village, fate]) =>
        fate.kind === 'done' ? (
          <Note key={village} icon="ok" tone="done" title={`${nameOf(village)}：已公布`}>
            <Link onTap={() => go(PAGE, { area: village })}>{`到${nameOf(village)}改几步`}</Link>
          </Note>
        ) : (
          <Note key={village} icon="bad" tone="red" title={`${nameOf(village)}：没有设好`}>
            {`${fate.problem.title}${(fate.problem.fields ?? []).map(({ message }) => message).join('；')}`}
          </Note>
        ),
      )}
      {bulk.going || (isAgain && left.length === 0) ? null : (
        <Box className="mt12">
          <Button off={chosen.length === 0} onTap={onSend}>
            {isAgain ? `接着设剩下的 ${left.length} 个村` : `公布这 ${chosen.length} 个村的时间表`}
          </Button>
        </Box>
      )}
      <Para className="then">一个村一个村地送。中间断了，设好的都在，接着设不会重复。</Para>
    </>
  );
}
