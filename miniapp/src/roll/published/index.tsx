import type { ReactNode } from 'react';
import { publishedRoll } from '#shared/roll/contract';
import { ForVillager, SignInFirst } from '../../components/for-villager';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { Empty, Read } from '../../components/states';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import type { Problem } from '../../platform/request';
import type { Village } from '../../platform/settings';
import { Groups } from './groups';
import { OwnLine } from './own-line';

const TITLE = '公布的选民名单';

/** The published roll: one's own line with its proof, and for villagers the list by group. */
export default function PublishedRollPage(): ReactNode {
  return (
    <ForVillager title={TITLE} signedOut={<SignedOut />}>
      {(village) => <SignedIn village={village} />}
    </ForVillager>
  );
}

function SignedOut(): ReactNode {
  return (
    <SignInFirst title={TITLE} sub="只给本村名单上的人看" then="不要手机号。登录后和名单对一对。">
      <Para>不想登录，也可以看村里公告栏张贴的名单。</Para>
    </SignInFirst>
  );
}

function SignedIn({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(publishedRoll, { params: { area: village.code } });
  const code = reading.kind === 'failed' ? reading.problem.code : undefined;
  return (
    <Page>
      <Head title={TITLE} sub={`${village.town}${village.name}`} />
      {code === 'roll-unpublished' || code === 'roll-villagers-only' ? (
        <NotYet code={code} />
      ) : (
        <Read reading={reading} what="公布的名单" again={again}>
          {({ publication, own }) => (
            <>
              <OwnLine own={own} publication={publication} />
              <Groups publication={publication} />
            </>
          )}
        </Read>
      )}
      <Sheet>
        <Row
          icon="people"
          name="替家人查"
          news="老人不用手机的，家里人可以查"
          onTap={() => go('roll/published/family/index')}
        />
        <Row icon="pen" name="委托投票" onTap={() => go('proxy/mine/index')} />
      </Sheet>
    </Page>
  );
}

function NotYet({ code }: { code: Problem['code'] }): ReactNode {
  if (code === 'roll-unpublished') {
    return <Empty title="选民名单还没有公布">公布那天，这里和村里公告栏都看得到。</Empty>;
  }
  return (
    <>
      <Note icon="lock" tone="plain" title="名单只给本村名单上的人看">
        先用姓名和身份证号后六位，和名单对一对。
      </Note>
      <Sheet>
        <Row icon="me" name="我的选民登记" onTap={() => go('identity/entry/index')} />
      </Sheet>
    </>
  );
}
