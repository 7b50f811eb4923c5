import type { ReactNode } from 'react';
import { type Office, officeText } from '#shared/directory/office';
import { NEAR } from '#shared/tip/clocks';
import { STATE_WORDS } from '#shared/tip/words';
import { Head, Section, Sheet } from '../../components/head';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { Empty, Read } from '../../components/states';
import { soonWords } from '../../platform/due-soon';
import { useCounty } from '../../platform/county';
import { caseOffices, officeName } from '../../platform/offices';
import { useSession } from '../../platform/session';
import { LeftChip } from '../left-chip';
import { useLines } from '../lines';
import { inTurn } from '../queues';
import { Rest } from '../rest';
import type { InboxLines } from '../walk';
import { caseLabel, sayDay } from '../words';

/** In the mini-program an officer sees what is due and where to open it; nothing is opened here. */
export default function DuePage(): ReactNode {
  const session = useSession();
  const { reading } = useCounty();
  const offices = caseOffices(session?.grants ?? []);
  return (
    <Page>
      <Head title="要办的信" sub="按到期日排，最急的在前面" />
      <Note icon="lock" tone="off">
        信要在电脑浏览器里打开：用电脑打开这个网站，扫码登录，输入口令。
      </Note>
      {offices.length === 0 ? <Empty title="您不办信">这一页只给纪委的办案人员和换届办。</Empty> : null}
      {offices.map((office) => (
        <OfficeDue
          key={officeText(office)}
          office={office}
          name={reading.kind === 'ready' ? officeName(reading.value, office) : ''}
        />
      ))}
    </Page>
  );
}

function OfficeDue({ office, name }: { office: Office; name: string }): ReactNode {
  // Whoever stands at a phone looks at what is due first; the rest comes a page of each queue at a time.
  const { reading, again, goOn } = useLines(office, 'open', 2);
  return (
    <>
      <Section title={name} />
      <Read reading={reading} what="收件箱" again={again}>
        {(read) =>
          read.lines.length === 0 && read.left.length === 0 ? (
            <Empty title="现在没有要办的信">有新的信来，会出现在这里。</Empty>
          ) : (
            <>
              <Soon read={read} />
              <Sheet join="first" list>
                {inTurn(read.lines).map((line) => (
                  <Row
                    key={line.case}
                    name={caseLabel(line.case)}
                    news={`${line.state === 'received' ? '' : `${STATE_WORDS[line.state]}，`}${sayDay(line.received)}收到${line.waiting ? '，有新来信' : ''}`}
                    above={line.due ? <LeftChip due={line.due} /> : null}
                  />
                ))}
              </Sheet>
              <Rest read={read} again={again} goOn={goOn} />
            </>
          )
        }
      </Read>
    </>
  );
}

/** How many are near or over; which ones stand first in the list, each with its chip. */
function Soon({ read: { lines, left } }: { read: InboxLines }): ReactNode {
  const words = soonWords(lines, left.length > 0);
  return words ? (
    <Note icon="clock" tone="due">
      {`${words}。离最后一天不到 ${NEAR + 1} 天就算快到期。`}
    </Note>
  ) : null;
}
