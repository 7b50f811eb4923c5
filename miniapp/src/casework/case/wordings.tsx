import { type ReactNode, useState } from 'react';
import { Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box } from '../../components/native';
import type { Acting } from '../saying';
import { useWordings, type Worded, type Wording } from './wording';

const choicesOf = (wordings: readonly Wording[]) =>
  wordings.map(({ id, name, own }) => ({ id, name, ...(own && { more: '本办公室的' }) }));

/** From which template the words begin, where there is more than one. */
export function Wordings({ wordings, chosen, choose, undo }: Worded): ReactNode {
  if (wordings.length < 2) return null;
  return (
    <Box className="mt8">
      <Box className="lab">从哪个模板写起</Box>
      <ChoiceList
        one
        label="从哪个模板写起"
        choices={choicesOf(wordings)}
        chosen={chosen === undefined ? [] : [chosen]}
        onToggle={choose}
      />
      {undo ? (
        <Link icon="left" onTap={undo}>
          用回刚才写的
        </Link>
      ) : null}
    </Box>
  );
}

/** Templates for what is written between the acts: they are put behind what stands there. */
export function Insert({
  acting,
  onInsert,
}: {
  acting: Acting;
  onInsert: (text: string) => void;
}): ReactNode {
  const [shown, setShown] = useState(false);
  const asking = useWordings(acting, 'ask');
  const thanking = useWordings(acting, 'thanks');
  const wordings = [...asking, ...(acting.open.first?.name ? thanking : [])];
  const insert = (text: string): void => {
    setShown(false);
    onInsert(text);
  };
  return (
    <Box>
      <Link icon="pen" expanded={shown} onTap={() => setShown(!shown)}>
        用模板
      </Link>
      {shown ? (
        <Box role="list" label="模板">
          {wordings.map(({ name, text, own }) => (
            <Box key={`${name} ${text}`} role="listitem">
              <Link icon="plus" onTap={() => insert(text)}>
                {own ? `${name}（本办公室的）` : name}
              </Link>
            </Box>
          ))}
        </Box>
      ) : null}
    </Box>
  );
}
