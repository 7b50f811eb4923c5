import type { ReactNode } from 'react';
import type { Answer } from '#shared/contract';
import type { myProxies, ShownProxy } from '#shared/proxy/contract';
import { sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { sayState } from '../words';
import { TakeBack } from './take-back';
import type { Acting } from './use-acting';

interface Props {
  shown: ShownProxy;
  own: Answer<typeof myProxies>;
  acting: Acting;
}

/** Somebody asks one to vote for them: yes or no. */
export function Waiting({ shown: { proxy, agentStands }, own, acting: { busy, answer } }: Props): ReactNode {
  const { id, principal, relation, reason, askedOn } = proxy;
  return (
    <>
      <Section title={`${principal.name}请您代投票`} side={sayDate(askedOn)} />
      <Sheet join="first">
        <Row icon="people" name={`${principal.name}（${principal.group}）`} news={`${relation}·${reason}`} />
        {agentStands ? (
          <Note icon="bad" tone="red" title="您在候选人名单上，不能代别人投票">
            请点“不同意”，好另找别人。
          </Note>
        ) : null}
        <Box className="pad">
          {agentStands ? null : (
            <>
              <Para className="tl mute">
                {`同意了，${sayDate(own.electionDay)}您要到投票站，照${principal.name}的意思投一张票。一个人最多替 ${own.most} 人投；自己委托了别人的不能同意。`}
              </Para>
              <Box className="mt12">
                <Button off={busy} onTap={() => answer(id, true)}>
                  同意代投
                </Button>
              </Box>
            </>
          )}
          <Box className="mt12">
            <Button kind="second" off={busy} onTap={() => answer(id, false)}>
              不同意
            </Button>
          </Box>
        </Box>
      </Sheet>
    </>
  );
}

/** Whom one votes for, each with the way out. */
export function Held({
  held,
  own,
  acting,
}: Omit<Props, 'shown'> & { held: readonly ShownProxy[] }): ReactNode {
  const stands = held.some(({ agentStands }) => agentStands);
  return (
    <>
      <Section title="您代谁投票" side={`${held.length} 人，最多 ${own.most} 人`} />
      {stands ? (
        <Note icon="bad" tone="red" title="您成了候选人，不能代别人投票">
          请一份一份退回，并告诉委托您的人另找别人。
        </Note>
      ) : null}
      <Sheet join="first">
        {held.map(({ proxy }) => (
          <Box key={proxy.id}>
            <Row
              icon="people"
              name={`${proxy.principal.name}（${proxy.principal.group}）`}
              news={`第 ${proxy.number} 号·${sayState(proxy)}`}
            />
            <TakeBack
              id={proxy.id}
              electionDay={own.electionDay}
              name={`不替${proxy.principal.name}投了`}
              sure="退回这份委托"
              news={`请您也告诉${proxy.principal.name}，好另找别人。`}
              acting={acting}
            />
          </Box>
        ))}
      </Sheet>
    </>
  );
}
