import type { ReactNode } from 'react';
import { type Held, outcomeOf, quorumOf } from '#shared/meeting/reckon';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { sayAbout } from '../about';

/** What the numbers come to: whether enough came, and each vote, with its article. */
export function Reckoned({ held }: { held: Held }): ReactNode {
  const quorum = quorumOf(held);
  return (
    <>
      <Note
        icon={quorum.holds ? 'ok' : 'bad'}
        tone={quorum.holds ? 'done' : 'red'}
        title={quorum.holds ? '到会的人够' : '到会的人不够，什么也没有定'}
      >
        {quorum.sentence}
      </Note>
      {held.text.items.map((item, at) => {
        const outcome = outcomeOf(held, item);
        return outcome ? (
          <Note
            key={`item-${at + 1}`}
            icon={outcome.passed ? 'ok' : 'warn'}
            tone={outcome.passed ? 'plain' : 'due'}
            title={`${at + 1}. ${item.title}`}
          >
            <Para>{outcome.sentence}</Para>
            {item.about ? <Para className="mute">{`办的是：${sayAbout(item.about, held.body)}`}</Para> : null}
          </Note>
        ) : null;
      })}
    </>
  );
}
