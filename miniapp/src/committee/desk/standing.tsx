import type { ReactNode } from 'react';
import type { CandidateList } from '#shared/candidate/contract';
import type { Committee, ListObjection, Who } from '#shared/committee/contract';
import { nominated } from '#shared/committee/warnings';
import { sayDate } from '#shared/time';
import { Link } from '../../components/button';
import { Box, Heading, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { keyOf, sayWho } from './parts';

/** What the side panel is at. */
export type At =
  | { kind: 'form' }
  | { kind: 'leave'; who: Who }
  | { kind: 'objection'; id?: string }
  | { kind: 'list' }
  | { kind: 'change' };

interface Props {
  committee: Committee;
  candidates: CandidateList | undefined;
  onOpen: (at: At) => void;
}

/** The committee as it stands, what must be done about it on top. */
export function Standing({ committee, candidates, onOpen }: Props): ReactNode {
  const { members, alternates, left, objections, state } = committee;
  const leave = (who: Who) => onOpen({ kind: 'leave', who });
  return (
    <Box className="desk-pad desk-form">
      {nominated(committee, candidates).map((who) => (
        <Note key={keyOf(who)} icon="bad" tone="red" title={`候选人里有${sayWho(who)}`}>
          <Para>
            选举委员会成员或者近亲属被提名的，应当退出选举委员会（第15条）。请核对是不是本人，是的，马上记他退出。
          </Para>
          <Link onTap={() => leave(who)}>{`记${who.name}退出`}</Link>
        </Note>
      ))}
      {state === 'short' ? (
        <Note icon="bad" tone="red" title="有缺额，没有候补了">
          请再开会推选，存下会议记录，再点“另行推选”。
        </Note>
      ) : null}
      <Para className="mute">候选人是近亲属的，系统看不出来，请逐个问一问。</Para>
      <People title="成员" people={members.map((one) => ({ ...one, what: one.post }))} onLeave={leave} />
      <People
        title="候补，依次递补"
        people={alternates.map((one, i) => ({ ...one, what: `第 ${i + 1} 位` }))}
        onLeave={leave}
      />
      <Heading level={2} className="t2 mt16">
        退出的
      </Heading>
      {left.length === 0 ? <Para className="mute">没有人退出。</Para> : null}
      {left.map(({ day, why, post, followed, ...who }) => (
        <Box key={`${keyOf(who)} ${day}`} className="thing">
          <Words>{`${sayDate(day)}·${post}${sayWho(who)}·${why}${followed ? `·由${sayWho(followed)}递补` : ''}`}</Words>
        </Box>
      ))}
      <Objections objections={objections} until={committee.objectUntil} onOpen={onOpen} />
    </Box>
  );
}

function People({
  title,
  people,
  onLeave,
}: {
  title: string;
  people: readonly (Who & { votes: number; what: string })[];
  onLeave: (who: Who) => void;
}): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {title}
      </Heading>
      {people.length === 0 ? <Para className="mute">没有。</Para> : null}
      {people.map((one) => (
        <Box key={keyOf(one)} className="thing">
          <Box className="row wrap">
            <Words className="b grow">{sayWho(one)}</Words>
            <Words className="mr16">{`${one.what}·${one.votes} 票`}</Words>
            <Link label={`记退出：${sayWho(one)}`} onTap={() => onLeave(one)}>
              记退出
            </Link>
          </Box>
        </Box>
      ))}
    </>
  );
}

function Objections({
  objections,
  until,
  onOpen,
}: {
  objections: readonly ListObjection[];
  until: string;
  onOpen: (at: At) => void;
}): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        对名单的异议
      </Heading>
      {objections.length === 0 ? (
        <Para className="mute">{`没有人提。收到${sayDate(until)}（含当天）为止。`}</Para>
      ) : null}
      {objections.map(({ id, receivedOn, says, decision }) => (
        <Box key={id} className="thing">
          <Words>{`${sayDate(receivedOn)}收到：${says}`}</Words>
          {decision ? (
            <Para className="mute">
              {`${sayDate(decision.decidedOn)}${decision.upheld ? '异议成立' : '异议不成立'}：${decision.reason}`}
            </Para>
          ) : (
            <Link onTap={() => onOpen({ kind: 'objection', id })}>记下决定</Link>
          )}
        </Box>
      ))}
    </>
  );
}
