import { type ReactNode, useState } from 'react';
import { readTimetable } from '#shared/election/contract';
import { STAFF } from '#shared/identity/role';
import { Id } from '#shared/ids';
import { officeNotice, officeNotices } from '#shared/notice/contract';
import type { OfficeNotice } from '#shared/notice/notice';
import { isPublic } from '#shared/notice/rules';
import { ELECTION } from '#shared/directory/office';
import { Chip, DeskShell } from '../../../components/desk';
import { type DeskArea, ForArea } from '../../../components/desk-area';
import { Box, Heading, Rich } from '../../../components/native';
import { Read } from '../../../components/states';
import { WhatNext } from '../../../components/steps';
import { useParams } from '../../../platform/navigate';
import { officeName } from '../../../platform/offices';
import { useRead } from '../../../platform/read';
import { Acts } from './acts';
import { afterPublishing } from './dialogs';
import './editor.css';
import { Fields } from './fields';
import { emptyForm, type Form } from './form';
import { Preview } from './preview';
import { Standing } from './standing';
import { TEMPLATES } from './templates';
import { type Desk, useNotice } from './use-notice';
import { Writing } from './writing';

const LIST = 'notice/office/index';

/** One notice at the desk: how it will look and print, and what publishing starts. */
export default function NoticeEditor(): ReactNode {
  return (
    <ForArea
      title="公告"
      page="notice/office/editor/index"
      roles={[...STAFF, 'observer']}
      levels={['county', 'town', 'village']}
    >
      {(area) => <Opened key={area.code} area={area} />}
    </ForArea>
  );
}

function Opened({ area }: { area: DeskArea }): ReactNode {
  const id = Id.safeParse(useParams()['id']);
  const asked = id.success ? { params: { area: area.code, id: id.data } } : undefined;
  const { reading, again } = useRead(officeNotice, asked);
  const table = useRead(readTimetable, { params: { area: area.code } }).reading;
  if (!asked && table.kind !== 'loading') {
    return <Editor area={area} loaded={undefined} stage={table.kind === 'ready' ? table.value.stage : 1} />;
  }
  if (asked && reading.kind === 'ready')
    return <Editor key={asked.params.id} area={area} loaded={reading.value} />;
  return (
    <DeskShell title="公告" current={LIST} backTo="公告">
      <Read reading={reading} what="这份公告" again={again}>
        {() => null}
      </Read>
    </DeskShell>
  );
}

/** The highest number among the area's newest notices, this one left out. */
function useLastNumber(area: DeskArea, own: string | undefined): number | undefined {
  const { reading } = useRead(officeNotices, { params: { area: area.code } });
  if (reading.kind !== 'ready') return undefined;
  const numbers = reading.value.notices.flatMap(({ id, number }) =>
    id === own || number === undefined ? [] : [number],
  );
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

function Editor({
  area,
  loaded,
  stage = 1,
}: {
  area: DeskArea;
  loaded: OfficeNotice | undefined;
  /** Of a new one. */
  stage?: number;
}): ReactNode {
  const issuer = officeName(area.tree, { area: area.code, kind: ELECTION });
  const desk = useNotice(area.code, loaded, emptyForm(issuer, stage));
  const [correcting, setCorrecting] = useState(false);
  const text = useText(desk);
  const { form, notice } = desk;
  const kind = notice?.state.kind ?? 'draft';
  const fixed = !(kind === 'draft' || correcting);
  const lastNumber = useLastNumber(area, notice?.id);
  const isNew = !notice && !desk.dirty;
  const leaveUnsaved = (): void => {
    text.reset();
    setCorrecting(false);
  };
  return (
    <DeskShell
      title={`${fixed ? '公告' : correcting ? '更正公告' : '写公告'}·${area.name}`}
      current={LIST}
      backTo="公告"
      actions={
        <Acts
          {...{ area, desk, correcting, leaveUnsaved }}
          onCorrect={() => setCorrecting(true)}
          onCorrected={() => setCorrecting(false)}
        />
      }
      side={<Beside area={area} form={form} notice={notice} />}
    >
      <Box className="write">
        <Fields area={area.code} desk={desk} lastNumber={lastNumber} fixed={fixed} />
        <Box className="write-text">
          <Standing desk={desk} correcting={correcting} />
          {isNew ? <Templates onPick={text.put} /> : null}
          <Text key={text.begun} desk={desk} fixed={fixed} />
        </Box>
      </Box>
    </DeskShell>
  );
}

/** The text begins anew when it was not written by the keyboard: a template, a correction that was not made. */
function useText(desk: Desk) {
  const [begun, setBegun] = useState(0);
  const put = (form: Partial<Form>): void => {
    desk.change(form);
    setBegun(begun + 1);
  };
  const reset = (): void => {
    desk.reset();
    setBegun(begun + 1);
  };
  return { begun, put, reset };
}

function Text({ desk, fixed }: { desk: Desk; fixed: boolean }): ReactNode {
  const { form, errors, change } = desk;
  if (fixed) return <Rich className="rich write-box" html={form.html} />;
  return <Writing html={form.html} wrong={errors.html} onChange={(html) => change({ html })} />;
}

/** How it will look, and what publishing starts. */
function Beside({
  area,
  form,
  notice,
}: {
  area: DeskArea;
  form: Form;
  notice: OfficeNotice | undefined;
}): ReactNode {
  return (
    <>
      <Preview form={form} signedAt={notice?.versions[0]?.publishedAt} />
      {notice && isPublic(notice) ? null : (
        <>
          <Heading level={2} className="t2 mt24">
            公布以后
          </Heading>
          <WhatNext lines={afterPublishing(area.name)} />
        </>
      )}
    </>
  );
}

/** Notices to begin with. */
function Templates({ onPick }: { onPick: (text: Partial<Form>) => void }): ReactNode {
  return (
    <Box className="write-templates">
      <Box className="tl mute">从样子开始写，〔 〕里换成本地的：</Box>
      <Box className="write-chips">
        {TEMPLATES.map(({ name, text }) => (
          <Chip key={name} on={false} onTap={() => onPick(text)}>
            {name}
          </Chip>
        ))}
      </Box>
    </Box>
  );
}
