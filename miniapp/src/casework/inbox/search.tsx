import type { ReactNode } from 'react';
import { MATTERS } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { MATTER_SHORT } from '#shared/tip/words';
import { Chip } from '../../components/desk';
import { Field } from '../../components/field';
import { Box } from '../../components/native';
import { type Asked, asksAnything, isMine, type Known, mattersOf } from './filters';

interface Props {
  /** All letters of the view. */
  lines: readonly InboxLine[];
  known: Known;
  asked: Asked;
}

/** The search, and the matters of the letters that were opened here. Nothing of it leaves the page. */
export function Search({
  lines,
  known,
  asked,
  onAsked,
}: Props & { onAsked: (asked: Asked) => void }): ReactNode {
  const counts = mattersOf(lines, known.glimpses);
  const own = lines.filter((line) => isMine(known, line)).length;
  return (
    <>
      <Field
        bare
        kind="search"
        icon="search"
        label="找信"
        placeholder="编号或信里的字"
        max={40}
        value={asked.words}
        onInput={(words) => onAsked({ ...asked, words })}
      />
      {own > 0 || asked.mine ? (
        <Chip on={asked.mine} onTap={() => onAsked({ ...asked, mine: !asked.mine })}>
          {`我经办的 ${own}`}
        </Chip>
      ) : null}
      {MATTERS.filter((matter) => counts.has(matter) || matter === asked.matter).map((matter) => {
        const on = matter === asked.matter;
        return (
          <Chip key={matter} on={on} onTap={() => onAsked({ ...asked, matter: on ? undefined : matter })}>
            {`${MATTER_SHORT[matter]} ${counts.get(matter) ?? 0}`}
          </Chip>
        );
      })}
    </>
  );
}

/** Where was looked: of a letter that was not opened here nobody knows what it says. */
export function Scope({ lines, known, asked }: Props): ReactNode {
  if (!asksAnything(asked)) return null;
  const opened = lines.filter((line) => known.glimpses.has(line.case)).length;
  const closed = lines.length - opened;
  return (
    <Box className="pad mute tl">
      {`内容、类别和谁经办，只在这次打开过的 ${opened} 封里找，编号在全部 ${lines.length} 封里找。`}
      {closed > 0 ? `没打开的 ${closed} 封，不知道写了什么、谁经办。` : ''}
    </Box>
  );
}
