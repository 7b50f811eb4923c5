import { type ReactNode, useState } from 'react';
import { publishedPage, type Publication } from '#shared/roll/contract';
import { setName } from '#shared/roll/printed';
import { Section, Sheet } from '../../components/head';
import { Box, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { type Problem, send } from '../../platform/request';
import './names.css';

const ORDER = typeof Intl === 'object' ? new Intl.Collator('zh-CN', { numeric: true }) : undefined;
const inOrder = (a: string, b: string): number => ORDER?.compare(a, b) ?? (a < b ? -1 : 1);

/** A group's names as they are asked for: page by page, kept while this page is open. */
function useNames({ area, version }: Publication) {
  const [names, setNames] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<number>();
  const read = async (group: number, pages: number): Promise<void> => {
    setProblem(undefined);
    setBusy(group);
    const all: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      const answer = await send(publishedPage, { params: { area, version, group, page } });
      if (!answer.ok) {
        setProblem(answer.problem);
        setBusy(undefined);
        return;
      }
      all.push(...answer.value.names);
    }
    setNames((before) => new Map(before).set(group, all.sort(inOrder)));
    setBusy(undefined);
  };
  return { names, problem, busy, read };
}

/** The published list by group: one group's names at a time. */
export function Groups({ publication }: { publication: Publication }): ReactNode {
  const { names, problem, busy, read } = useNames(publication);
  const [open, setOpen] = useState<number>();
  const groups = publication.groups
    .map((group, at) => ({ ...group, at }))
    .sort((a, b) => inOrder(a.name, b.name));
  const toggle = (at: number, pages: number): void => {
    setOpen(open === at ? undefined : at);
    if (open !== at && !names.has(at)) void read(at, pages);
  };
  return (
    <>
      <Section title="本村名单" side={`${publication.entries} 人`} />
      {problem ? (
        <Note
          icon={problem.code === 'roll-replaced' ? 'warn' : 'bad'}
          tone={problem.code === 'roll-replaced' ? 'due' : 'red'}
          title="没有打开这一组"
        >
          {`${problem.fields?.[0]?.message ?? ''}${problem.title}`}
        </Note>
      ) : null}
      <Sheet join="first" list>
        {groups.map(({ name, entries, pages, at }) => (
          <Box key={name}>
            <Row
              icon="people"
              name={name}
              news={busy === at ? '正在读' : `${entries} 人，${open === at ? '点一下收起' : '点开看姓名'}`}
              onTap={() => toggle(at, pages)}
            />
            {open === at && names.has(at) ? <Names of={name} names={names.get(at) ?? []} /> : null}
          </Box>
        ))}
      </Sheet>
    </>
  );
}

function Names({ of, names }: { of: string; names: readonly string[] }): ReactNode {
  return (
    <Box className="roll-names" role="list" label={`${of}的姓名`}>
      {names.map((name, at) => (
        <Box key={`${at + 1} ${name}`} className="roll-name" role="listitem">
          <Words>{setName(name)}</Words>
        </Box>
      ))}
    </Box>
  );
}
