import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import { Link } from '../../components/button';
import { Field } from '../../components/field';
import { Head, Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { Read } from '../../components/states';
import { areasBelow, villageOf } from '../../platform/areas';
import { useCounty } from '../../platform/county';
import { go } from '../../platform/navigate';
import { changeSettings } from '../../platform/settings';

function choose(tree: AreaTree, code: AreaCode): void {
  const village = villageOf(tree, code);
  if (!village) return;
  changeSettings({ village });
  go('area/home/index');
}

function Found({ tree, text }: { tree: AreaTree; text: string }): ReactNode {
  const found = tree.areas.filter((row) => row.level === 'village' && row.name.includes(text)).slice(0, 30);
  if (found.length === 0)
    return <Para className="pad mute">没有找到这个村，换个字试试，或者在下面按镇找。</Para>;
  return (
    <Sheet join="first">
      {found.map((row) => (
        <Row
          key={row.code}
          icon="home"
          name={row.name}
          news={villageOf(tree, row.code)?.town}
          onTap={() => choose(tree, row.code)}
        />
      ))}
    </Sheet>
  );
}

function Villages({ tree, town, onBack }: { tree: AreaTree; town: AreaCode; onBack: () => void }): ReactNode {
  const name = tree.areas.find((row) => row.code === town)?.name ?? '';
  return (
    <>
      <Section title={`${name}的村`} side={<Link onTap={onBack}>换一个镇</Link>} />
      <Sheet join="first">
        {areasBelow(tree, town).map((row) => (
          <Row key={row.code} name={row.name} onTap={() => choose(tree, row.code)} />
        ))}
      </Sheet>
    </>
  );
}

function Towns({ tree, onPick }: { tree: AreaTree; onPick: (town: AreaCode) => void }): ReactNode {
  return (
    <>
      <Section title="先选镇" />
      <Sheet join="first">
        {areasBelow(tree).map((row) => (
          <Row
            key={row.code}
            name={row.name}
            news={`${areasBelow(tree, row.code).length} 个村`}
            onTap={() => onPick(row.code)}
          />
        ))}
      </Sheet>
    </>
  );
}

function Choosing({ tree }: { tree: AreaTree }): ReactNode {
  const [text, setText] = useState('');
  const [town, setTown] = useState<AreaCode>();
  const county = tree.areas.find((row) => row.level === 'county')?.name;
  return (
    <>
      <Head title="选您的村" sub={county} />
      <Box className="edge">
        <Field
          bare
          kind="search"
          icon="search"
          label="找村：输入村名"
          placeholder="找村：输入村名"
          value={text}
          onInput={setText}
        />
      </Box>
      {text.trim() === '' ? null : <Found tree={tree} text={text.trim()} />}
      {town === undefined ? (
        <Towns tree={tree} onPick={setTown} />
      ) : (
        <Villages tree={tree} town={town} onBack={() => setTown(undefined)} />
      )}
    </>
  );
}

/** County, town, village: three taps at most. */
export default function Picker(): ReactNode {
  const { reading, again } = useCounty();
  return (
    <Page>
      <Read reading={reading} what="村的名单" again={again}>
        {(tree) => <Choosing tree={tree} />}
      </Read>
    </Page>
  );
}
