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
  const groups = [
    { label: '请来信人补充', wordings: asking },
    ...(acting.open.first?.name ? [{ label: '感谢留名', wordings: thanking }] : []),
  ];
  const insert = (wordings: readonly Wording[], id: string): void => {
    const text = wordings.find((one) => one.id === id)?.text;
    setShown(false);
    if (text !== undefined) onInsert(text);
  };
  return (
    <Box>
      <Link icon="pen" expanded={shown} onTap={() => setShown(!shown)}>
        用模板
      </Link>
      {shown
        ? groups.map(({ label, wordings }) => (
            <ChoiceList
              key={label}
              one
              label={label}
              choices={choicesOf(wordings)}
              chosen={[]}
              onToggle={(id) => insert(wordings, id)}
            />
          ))
        : null}
    </Box>
  );
}
