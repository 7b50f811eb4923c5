import { type ReactNode, useEffect, useState } from 'react';
import { townOf } from '#shared/area/code';
import { currentDirectory, type DirectoryWire } from '#shared/directory/contract';
import type { DirectoryFlaw } from '#shared/directory/directory';
import { dateOfDay, sayDate } from '#shared/time';
import { Head } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { ProofLine } from '../../components/proof-line';
import { AskByPhone, Empty, Failed, Loading, Read } from '../../components/states';
import { canSeal } from '../../platform/can-seal';
import { today } from '../../platform/clock';
import { useCounty, useTrust } from '../../platform/county';
import type { ShownDirectory } from '../../platform/directory';
import { useRead } from '../../platform/read';
import { OFFLINE } from '../../platform/request';
import { useSettings } from '../../platform/settings';
import { OfficeList } from './list';

/** `absent`: the code that checks signatures did not come, as without a network. */
type Looked = ShownDirectory | DirectoryFlaw | 'absent';

async function lookAt(wire: DirectoryWire): Promise<Looked> {
  try {
    // The curves are loaded here and not with the page: a phone without BigInt opens it too.
    const { showDirectory } = await import('../../platform/directory');
    return await showDirectory(wire);
  } catch {
    return 'absent';
  }
}

/** The directory once its signatures are checked; while a newer one is being checked, the one before. */
function useLooked(wire: DirectoryWire): Looked | undefined {
  const [looked, setLooked] = useState<Looked>();
  useEffect(() => {
    let gone = false;
    void lookAt(wire).then((next) => {
      if (!gone) setLooked(next);
    });
    return () => {
      gone = true;
    };
  }, [wire]);
  return looked;
}

function Flawed({ flaw }: { flaw: DirectoryFlaw }): ReactNode {
  const title =
    flaw === 'epoch'
      ? '这份名录比这部手机以前看到的旧'
      : flaw === 'log'
        ? '这份名录和公开日志对不上'
        : '这份名录上没有县里的签名';
  return (
    <Note icon="bad" tone="red" title={title}>
      <Box>名录可能被人动过，这里不显示。您以前看过的公告不受影响。请打电话问清楚。</Box>
      <AskByPhone lead="问清楚" />
      <Box>也可以打 12388 反映。</Box>
    </Note>
  );
}

/** Until when the county's signature holds; nothing is sealed under an older one. */
function Validity({ directory: { snapshot } }: { directory: ShownDirectory }): ReactNode {
  const last = snapshot.day + snapshot.validDays - 1;
  if (today() <= last) return null;
  return (
    <Note icon="warn" tone="due" title={`名录${sayDate(dateOfDay(last))}到期了，县里还没有换新的`}>
      换了新的以前，手机不会用这里的公钥。要办的事，先打电话。
    </Note>
  );
}

function Checked({ wire }: { wire: DirectoryWire }): ReactNode {
  const looked = useLooked(wire);
  const tree = useCounty().reading;
  const { village } = useSettings();
  if (looked === undefined) return <Loading what="名录" />;
  if (looked === 'absent') return <Failed what="名录" problem={OFFLINE} />;
  if (typeof looked === 'string') return <Flawed flaw={looked} />;
  const { snapshot, sent, leaf, entries } = looked;
  return (
    <>
      <ProofLine
        what="名录"
        leaf={leaf}
        shown={() => ({ kind: 'directory', area: snapshot.area, document: sent.snapshot })}
      />
      <Validity directory={looked} />
      <OfficeList
        entries={entries}
        tree={tree.kind === 'ready' ? tree.value : undefined}
        county={snapshot.area}
        own={village && townOf(village.code)}
      />
    </>
  );
}

function Offices(): ReactNode {
  const county = useTrust()?.county;
  const { reading, again } = useRead(currentDirectory, county ? { params: { area: county } } : undefined);
  const missing = <Empty title="县里还没有公布名录">公布以后，这里写明有哪些办公室、怎样联系。</Empty>;
  if (reading.kind === 'failed' && reading.problem.code === 'not-logged') {
    return <Empty title="名录正在存入公开日志">一般要两分钟，存好以后再来看。</Empty>;
  }
  return (
    <Read reading={reading} what="名录" again={again} missing={missing}>
      {(wire) => <Checked wire={wire} />}
    </Read>
  );
}

/** Which offices there are, how many of each open letters, until when their keys hold, whom to ring. For everybody. */
export default function OfficesPage(): ReactNode {
  return (
    <Page>
      <Head title="办公室和公钥名录" sub="公钥好比锁：谁都能用来锁信，只有那个办公室打得开" />
      {canSeal() ? (
        <Offices />
      ) : (
        <>
          <Empty title="这部手机的系统太旧，核对不了名录">
            请换一部新一点的手机，或者在电脑的浏览器里打开。
          </Empty>
          <Box className="pad">
            <AskByPhone lead="要问事" />
          </Box>
        </>
      )}
    </Page>
  );
}
