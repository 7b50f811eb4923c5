import { entryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { wordsOf } from '#shared/tip/content';
import { goesWords } from '#shared/tip/words';
import { LetterFiles } from '../../components/letter-files';
import type { ThreadLine } from '../../components/thread';
import { today } from '../../platform/clock';
import { filesOf } from '../../platform/enclosed';
import { type OpenCase, pieceGetter } from '../opening';
import { statusWords, withheldWords } from '../said';
import { sayDay } from '../words';

/** What both sides said and did, in order. */
export function linesOf(open: OpenCase): ThreadLine[] {
  const { entries, view, directory, records } = open;
  const nameOf = (office: Office | undefined): string =>
    (office && entryOf(directory, office, today())?.name) ?? '办公室';
  const get = pieceGetter(open);
  return entries.flatMap((entry, i): ThreadLine[] => {
    // Who had the case then: it may be another office now.
    const office = nameOf(records[i]?.head?.office);
    const day = sayDay(view.records[i]?.day ?? view.state.received);
    const id = String(entry.seq);
    if (!entry.ok) return [{ kind: 'doubt', id, text: `${day} ${withheldWords(entry.flaw)}` }];
    const { content } = entry;
    const theirs = entry.direction === 0;
    const said = {
      kind: theirs ? ('theirs' as const) : ('mine' as const),
      id,
      who: theirs ? (content.kind === 'first' ? '来信人' : '来信人补充') : office,
      day,
      text: wordsOf(content),
      extra: <LetterFiles files={filesOf(records[i], content)} get={get} />,
    };
    if (content.kind === 'transfer') {
      const what = goesWords(content.said, nameOf);
      return [said, { kind: 'fact', id: `${id}-to`, text: `${day} ${what}` }];
    }
    if (content.kind !== 'status') return [said];
    const told = `${day} ${statusWords(content.said)}，来信人下次打开能看到`;
    const fact: ThreadLine = { kind: 'fact', id: `${id}-at`, text: told };
    return said.text === '' ? [fact] : [fact, said];
  });
}
