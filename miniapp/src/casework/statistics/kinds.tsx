import type { ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import type { InboxLine } from '#shared/tip/contract';
import { Button } from '../../components/button';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { OpenKeys } from '../../components/open-keys';
import { ProgressBar } from '../../components/steps';
import type { Keys } from '../../platform/keyring';
import { useGlimpses } from '../opening';
import { byMatter, bySubject, FEWEST, guarded, sayCount } from './counts';
import { useOpener } from './open-rest';
import { CountList } from './tables';

interface Props {
  office: Office;
  person: string;
  keys: Keys | undefined;
  /** All letters of the office that were fetched. */
  lines: readonly InboxLine[];
}

/** Letters by what they say: only of those that were opened at this desk, and nothing of it leaves it. */
export function Kinds({ office, person, keys, lines }: Props): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt24">
        按信里说的数
      </Heading>
      <Para className="tl mute">
        {`只数这次在这台电脑上打开过的信，服务器不知道类别。少于 ${FEWEST} 封的不写出来，数也不送出去。`}
      </Para>
      {keys ? (
        <OpenedKinds office={office} keys={keys} lines={lines} />
      ) : (
        <OpenKeys person={person} office={office} none="这个浏览器里没有您的钥匙，打不开信，数不了类别。" />
      )}
    </>
  );
}

function OpenedKinds({
  office,
  keys,
  lines,
}: {
  office: Office;
  keys: Keys;
  lines: Props['lines'];
}): ReactNode {
  const glimpses = useGlimpses();
  const opened = lines.flatMap((line) => glimpses.get(line.case) ?? []);
  const closed = lines.filter((line) => !glimpses.has(line.case));
  const kinds = [
    { label: '类别', counts: byMatter(opened) },
    { label: '说的是谁', counts: bySubject(opened) },
  ];
  return (
    <>
      <Box className="tl mt8" live>{`打开过 ${opened.length} 封，没打开的 ${closed.length} 封没有数。`}</Box>
      <OpenRest office={office} keys={keys} closed={closed} />
      {opened.length < FEWEST ? (
        <Box className="mt12">
          <Note icon="lock" tone="off" inset>
            {`打开过的不到 ${FEWEST} 封，先不分类。`}
          </Note>
        </Box>
      ) : (
        <Box className="counts">
          {kinds.map(({ label, counts }) => (
            <CountList key={label} label={label} counts={counts} said={guarded(counts).map(sayCount)} />
          ))}
        </Box>
      )}
    </>
  );
}

/** Opens what was not opened yet, so that it can be counted. */
function OpenRest({
  office,
  keys,
  closed,
}: {
  office: Office;
  keys: Keys;
  closed: readonly InboxLine[];
}): ReactNode {
  const { tried, failed, open, stop } = useOpener(office, keys);
  if (tried !== undefined) {
    return (
      <Box className="mt8">
        <ProgressBar words="正在这台电脑上打开……" share={tried / (tried + closed.length || 1)} />
        <Button kind="second" onTap={stop}>
          停下
        </Button>
      </Box>
    );
  }
  return (
    <>
      {closed.length > 0 ? (
        <Box className="mt8">
          <Button kind="second" icon="lock" onTap={() => void open(closed.map((line) => line.case))}>
            {`打开其余 ${closed.length} 封来数`}
          </Button>
        </Box>
      ) : null}
      {failed > 0 ? <Para className="tl c-due b mt8">{`有 ${failed} 封没能打开，没有数进去。`}</Para> : null}
    </>
  );
}
