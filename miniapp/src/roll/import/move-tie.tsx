import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { AreaRow } from '#shared/area/contract';
import { moveTie, type RollEntry } from '#shared/roll/contract';
import { Button } from '../../components/button';
import type { DeskArea } from '../../components/desk-area';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { areaName } from '../../platform/areas';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

const SHOWN = 8;

/** The other villages whose names hold what was typed. */
function villagesCalled({ code: own, tree }: DeskArea, typed: string): AreaRow[] {
  if (typed === '') return [];
  const others = tree.areas.filter(({ code, level }) => level === 'village' && code !== own);
  return others.filter(({ code }) => areaName(tree, code).includes(typed)).slice(0, SHOWN);
}

/** Whoever moved here keeps their phone: its tie is moved from the village they left, by decision of the office. */
export function MoveTie({ area, of }: { area: DeskArea; of: RollEntry }): ReactNode {
  const [words, setWords] = useState('');
  const [from, setFrom] = useState<AreaCode>();
  const [moved, setMoved] = useState(false);
  const { busy, problem, act } = useAct();
  const found = from ? [] : villagesCalled(area, words.trim());
  const move = async (): Promise<void> => {
    if (!from) return;
    const params = { area: area.code, entry: of.entry };
    const answer = await act(() => send(moveTie, { params, body: { from } }));
    setMoved(answer.ok);
  };
  return (
    <Box className="mt24">
      <Heading level={2} className="t2">
        从别的村迁来的
      </Heading>
      <Para className="tl mute">
        本人以前在别的村对过名单的，手机上的登记还在那个村。当面核对身份证以后，把它迁到本村。
      </Para>
      <Field
        label="原来在哪个村"
        hint="写村名，从下面选"
        value={from ? areaName(area.tree, from) : words}
        onInput={(text) => {
          setFrom(undefined);
          setMoved(false);
          setWords(text);
        }}
      />
      {found.map(({ code }) => (
        <Row key={code} icon="home" name={areaName(area.tree, code)} onTap={() => setFrom(code)} />
      ))}
      <NotDone title="没有迁" problem={problem} />
      {moved ? <Note icon="ok" tone="done" title={`${of.name}手机上的登记已迁到本村`} /> : null}
      <Box className="row mt12">
        <Button kind="second" off={busy || !from || moved} onTap={() => void move()}>
          {busy ? '正在迁' : '把手机上的登记迁到本村'}
        </Button>
      </Box>
    </Box>
  );
}
