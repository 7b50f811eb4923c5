import { type ReactNode, useState } from 'react';
import { levelOf } from '#shared/area/code';
import { ELECTION, type Office, officeText } from '#shared/directory/office';
import { worksAt } from '#shared/directory/standing';
import { type OwnDevices, ownDevices } from '#shared/directory/contract';
import type { Session } from '#shared/identity/contract';
import { Button } from '../../components/button';
import { Chip, DeskShell } from '../../components/desk';
import { Box, Para } from '../../components/native';
import { Pill } from '../../components/pill';
import { Empty, Loading, Read } from '../../components/states';
import { useCounty } from '../../platform/county';
import { type Keys, lockKeys, useKeys } from '../../platform/keyring';
import { go, useParams } from '../../platform/navigate';
import { chosenOffice, keyOffices, officeName } from '../../platform/offices';
import { useRead } from '../../platform/read';
import { useSession } from '../../platform/session';
import { CountyDirectory } from './county-directory';
import { Devices } from './devices';
import { HolderCard } from './holder-card';
import { OfficeKeys } from './office-keys';
import { OwnKeys } from './own-keys';
import { Recoveries } from './recoveries';
import { isEnrolled } from './standing';

const PAGE = 'directory/keys/index';

/** One's own keys, the office's key, and for the county the directory that everybody checks. */
export default function KeysPage(): ReactNode {
  const session = useSession();
  const { reading } = useCounty();
  const { office: named, code } = useParams();
  const [chosen, setChosen] = useState(named);
  const offices = keyOffices(session?.grants ?? []);
  const office = chosenOffice(offices, chosen);
  const name = office && reading.kind === 'ready' ? officeName(reading.value, office) : '';
  const keys = useKeys(session?.person, office);
  return (
    <DeskShell
      title="我的钥匙"
      sub={name}
      current={PAGE}
      office={name}
      actions={keys ? <Locked /> : null}
      tools={
        offices.length > 1 && reading.kind === 'ready'
          ? offices.map((one) => (
              <Chip key={officeText(one)} on={one === office} onTap={() => setChosen(officeText(one))}>
                {officeName(reading.value, one)}
              </Chip>
            ))
          : null
      }
      side={<WhatKeysAreFor />}
    >
      {!session || !office ? (
        <NotYours signedIn={session !== undefined} />
      ) : name === '' ? (
        <Loading what="办公室" />
      ) : (
        <Mine
          key={officeText(office)}
          session={session}
          office={office}
          name={name}
          keys={keys}
          scanned={code}
        />
      )}
    </DeskShell>
  );
}

interface Props {
  session: Session & { name?: string | undefined };
  office: Office;
  name: string;
  keys: Keys | undefined;
  /** The code of a new device, scanned to come here. */
  scanned: string | undefined;
}

function Mine(props: Props): ReactNode {
  const { reading, again } = useRead(ownDevices, { params: props.office });
  return (
    <Read reading={reading} what="本人的钥匙" again={again}>
      {(own) => <Sections {...props} own={own} again={again} />}
    </Read>
  );
}

function Sections(props: Props & { own: OwnDevices; again: () => void }): ReactNode {
  const { session, office, name, keys, scanned, own, again } = props;
  // What is signed is what is shown: a key made on this page shows it anew, and so does one's own enrolment.
  const [made, setMade] = useState(0);
  const [enrolled, setEnrolled] = useState(0);
  const [holding, setHolding] = useState(0);
  const isIn = keys !== undefined && isEnrolled(own, keys);
  const signsForCounty =
    office.kind === ELECTION && levelOf(office.area) === 'county' && worksAt(session.grants, office);
  return (
    <>
      <OwnKeys
        {...{ office, keys, own, again }}
        person={session.person}
        known={session.name}
        onEnrolled={() => setEnrolled(enrolled + 1)}
      />
      {isIn ? (
        <Devices {...{ office, keys, own, scanned, again }} onChanged={() => setEnrolled(enrolled + 1)} />
      ) : null}
      {isIn && worksAt(session.grants, office) ? (
        <>
          <HolderCard
            key={keys.officer}
            office={office}
            keys={keys}
            onRegistered={() => setHolding(holding + 1)}
          />
          <Recoveries key={`recoveries ${holding}`} office={office} keys={keys} />
          <OfficeKeys
            office={office}
            name={name}
            keys={keys}
            enrolled={enrolled}
            holding={holding}
            onMade={() => setMade(made + 1)}
          />
        </>
      ) : null}
      {isIn && signsForCounty ? <CountyDirectory key={made} county={office.area} keys={keys} /> : null}
    </>
  );
}

function Locked(): ReactNode {
  return (
    <>
      <Pill icon="key" tone="done">
        钥匙已打开，关掉页面就锁
      </Pill>
      <Box className="ml8">
        <Button kind="second" icon="lock" onTap={lockKeys}>
          现在锁上
        </Button>
      </Box>
    </>
  );
}

function WhatKeysAreFor(): ReactNode {
  return (
    <>
      <Box className="b">这些钥匙做什么用</Box>
      <Para className="tl mt8">签名钥匙：证明答复是您写的。没有它签的名，来信人看不到答复。</Para>
      <Para className="tl mt8">设备钥匙：用来接收办公室钥匙，打开信。</Para>
      <Para className="tl mt8">
        保管卡：办公室的钥匙全丢了，三个保管人里的两个一起，才能救回一封信。一个人的卡什么也打不开。
      </Para>
      <Para className="tl mt8">
        都在这个浏览器里做，不送到任何服务器。签名和设备钥匙用您的口令锁好，忘了口令谁也打不开，只能重做；保管卡只在纸上。
      </Para>
      <Para className="tl mt8">
        一个人可以有几台设备，每台一把自己的钥匙，要原来的一台核对过才算。丢了一台就去掉它，重做办公室钥匙。
      </Para>
      <Para className="tl mt8">有人离开办公室，也要重做办公室钥匙。</Para>
    </>
  );
}

function NotYours({ signedIn }: { signedIn: boolean }): ReactNode {
  return (
    <Empty title={signedIn ? '您没有要用钥匙的职务' : '请先登录'}>
      {signedIn ? '办案人员、换届办、村民选举委员会和受托人才有。' : '登录以后再来做钥匙。'}
      {signedIn ? null : <Button onTap={() => go('identity/sign-in/index')}>登录</Button>}
    </Empty>
  );
}
