import { type ReactNode, useEffect, useState } from 'react';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { type EnrolledOfficer, enrolledOfficers, myOfficeKeys } from '#shared/directory/contract';
import { deviceCode, isBroughtInUnlisted, vouchedAmong } from '#shared/directory/device';
import type { OfficerRow } from '#shared/directory/entry';
import { HOLDERS } from '#shared/directory/holder';
import { isUnlistedMaker, type MakerAnchors, makersOf } from '#shared/directory/made';
import type { Office } from '#shared/directory/office';
import { enrolledFromWire } from '#shared/directory/wire';
import { Button } from '../../components/button';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone, Read } from '../../components/states';
import type { Keys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import { type Outcome, type Problem, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { handOn, heldKeys, lacking, type MadeKey, makeOffice } from '../ceremony';
import { anchorDevices } from '../devices';
import { CheckCode } from './check-code';
import { madeHere, rememberMade } from './made-here';
import { RecoveryHolders } from './recovery-holders';

interface Own {
  office: Office;
  keys: Keys;
}

interface Props extends Own {
  name: string;
  /** How often one enrolled on this page: each time the office reads otherwise. */
  enrolled: number;
  /** How often one registered a recovery key on this page. */
  holding: number;
  onMade: () => void;
}

const WHEN = '做一把新的，锁给上面每个人。有人离开，一定要重做。做好以后，等县里签名公布才生效。';

/** Making the office's key with the chosen recovery holders, and handing on the earlier ones with it. */
function useMaking(own: Own, name: string, again: () => void, onMade: () => void) {
  const [made, setMade] = useState(() => madeHere(own.office));
  const [isNew, setNew] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const making = useAct();
  const giving = useAct();
  const make = async (): Promise<void> => {
    const outcome = await making.act(async () => {
      const anchors = await anchorDevices(own.office, own.keys);
      if (!anchors.ok) return anchors;
      return makeOffice(send, { ...own, name, anchors: anchors.value }, chosen.map(bytesOf));
    });
    if (outcome.ok) {
      rememberMade(own.office, outcome.value);
      setMade(outcome.value);
      setNew(true);
      onMade();
      await giving.act(() => giveHeld(own));
    }
    again();
  };
  return { made, isNew, chosen, setChosen, making, giving, make };
}

/** Who is enrolled for the office, and its common key: made here, sealed to each of their devices. */
export function OfficeKeys({ name, enrolled, holding, onMade, ...own }: Props): ReactNode {
  const { reading, again } = useRead(enrolledOfficers, { params: own.office });
  useEffect(() => {
    if (enrolled > 0) again();
  }, [again, enrolled]);
  const { made, isNew, chosen, setChosen, making, giving, make } = useMaking(own, name, again, onMade);
  return (
    <>
      <Section title="办公室的钥匙" />
      <Sheet join="first" pad>
        <Read reading={reading} what="登记的人" again={again}>
          {({ officers, listed }) => (
            <>
              <Para>{whoIsHere(officers)}</Para>
              <Changed officers={officers} listed={listed} />
              <KnownHere key={`among ${officers.length}`} own={own} officers={officers} />
              {giving.busy ? null : <Older key={enrolled} own={own} officers={officers} />}
            </>
          )}
        </Read>
        <Para className="mute mt8">{WHEN}</Para>
        <RecoveryHolders key={holding} office={own.office} chosen={chosen} onChosen={setChosen} />
        <Box className="mt12">
          <Button
            kind="second"
            icon="key"
            off={chosen.length < HOLDERS || making.busy || giving.busy}
            onTap={() => void make()}
          >
            {making.busy ? '正在做' : '做一把新的办公室钥匙'}
          </Button>
        </Box>
      </Sheet>
      <NotDone title="没有做成" problem={making.problem} />
      {giving.problem ? <NotHandedOn problem={giving.problem} /> : null}
      {made === undefined ? null : <Made made={made} isNew={isNew} />}
    </>
  );
}

/** What was made on this device, for as long as it lies here: the county compares the code whenever it comes to sign. */
function Made({ made: { epoch, code }, isNew }: { made: MadeKey; isNew: boolean }): ReactNode {
  return (
    <Note
      icon="ok"
      tone="done"
      title={`第 ${epoch} 期办公室钥匙${isNew ? '做好了，等县里公布' : '是在这台上做的'}`}
    >
      <Para>请县里在“我的钥匙”里签名公布。公布以前，来信还锁给原来的钥匙。</Para>
      <Para className="mt8">
        办公室钥匙的核对码 <CheckCode code={code} />
      </Para>
      <Para className="mt8">
        第一次上名录，或者名录里原来的设备都换了，县里签名以前会打电话来：请照这里念，和县里屏幕上的一样才能签。
      </Para>
    </Note>
  );
}

function NotHandedOn({ problem }: { problem: Problem }): ReactNode {
  return (
    <Note icon="bad" tone="red" title="新的做好了，以前的钥匙没有交出去">
      <Para>{problem.title}</Para>
      <Para>同事还打不开以前的信。请点上面的“把以前的钥匙交给他们”，再交一次。</Para>
    </Note>
  );
}

/** Hands on whatever these keys open to everybody of the office who lacks it. */
async function giveHeld({ office, keys }: Own): Promise<Outcome<unknown>> {
  const held = await heldKeys(send, office, keys);
  if (!held.ok) return held;
  const anchors = await anchorDevices(office, keys);
  return anchors.ok ? handOn(send, office, held.value, anchors.value) : anchors;
}

/** Everybody enrolled, each once, with how many devices they have. */
function whoIsHere(officers: readonly EnrolledOfficer[]): string {
  const people = [...new Map(officers.map(({ id, name }) => [id, name]))];
  const names = people.map(([id, name]) => {
    const devices = officers.filter((one) => one.id === id).length;
    return devices > 1 ? `${name}（${devices} 台设备）` : name;
  });
  return `登记了 ${people.length} 人：${names.join('、')}`;
}

/** Whose device it is, and which, where they have several. */
function ownerOf({ name, device }: Pick<EnrolledOfficer, 'name' | 'device'>): string {
  return device === '' ? name : `${name}的“${device}”`;
}

/** What this device tells by itself of the office's devices, by those that the county published. */
function KnownHere({ own: { office, keys }, officers }: { own: Own; officers: readonly EnrolledOfficer[] }) {
  const [anchors, setAnchors] = useState<MakerAnchors>();
  useEffect(() => {
    void anchorDevices(office, keys).then((found) => setAnchors(found.ok ? found.value : undefined));
  }, [office, keys]);
  if (!anchors) return null;
  const devices = officers.map(enrolledFromWire);
  const waits = isBroughtInUnlisted(devices, anchors);
  const { vouched, unvouched: others } = vouchedAmong(devices, office, anchors);
  const unvouched = others.filter(({ id }) => !waits || id !== keys.officer);
  const isKnown = anchors.published.some(({ id }) => id === keys.officer);
  return (
    <>
      {isKnown ? null : <Unpublished code={deviceCode(office, anchors.own)} />}
      {waits ? <NotFirst /> : null}
      {!waits && isUnlistedMaker(anchors, vouched) ? (
        <ByOthers makers={makersOf(anchors.published, vouched)} officers={officers} />
      ) : null}
      {unvouched.length > 0 ? <Alien devices={unvouched} /> : null}
    </>
  );
}

/** On a device of somebody whom the county never published: before it signs, it rings up. */
function Unpublished({ code }: { code: string }): ReactNode {
  return (
    <Note icon="phone" tone="off" title="县里签名以前，会打电话请您念核对码">
      <Para>
        本台的核对码 <CheckCode code={code} />
      </Para>
      <Para className="mt8">照这里念，和县里屏幕上的一样，才列您进名录。</Para>
    </Note>
  );
}

/** On a device that was brought in before the county listed its owner. */
function NotFirst(): ReactNode {
  return (
    <Note icon="wait" tone="off" title="这台是后加的，办公室钥匙先在第一台上做">
      县里还没有公布过您的设备，这台认不准哪一台是第一台。请用您最早登记的那台做，县里签名公布以后，两台都能做。
    </Note>
  );
}

/** On a device that the county does not list yet, while others that it lists are here. */
function ByOthers({
  makers,
  officers,
}: {
  makers: readonly OfficerRow[];
  officers: readonly EnrolledOfficer[];
}): ReactNode {
  const isMaker = (one: EnrolledOfficer): boolean =>
    makers.some(({ id, signPk }) => id === one.id && toBase64url(signPk) === one.signPk);
  return (
    <Note
      icon="wait"
      tone="off"
      title={`办公室钥匙请在名录里列着的设备上做：${officers.filter(isMaker).map(ownerOf).join('、')}`}
    >
      县里公布的名录里还没有这台。名录里的设备做的，县里一看签名就认得；这台做的，县里不知道是谁做的，不能签。
    </Note>
  );
}

/** Devices that nobody vouched for: no key goes to them. */
function Alien({ devices }: { devices: readonly Pick<EnrolledOfficer, 'name' | 'device'>[] }): ReactNode {
  return (
    <Note icon="bad" tone="red" title={`${devices.map(ownerOf).join('、')}没有原来的设备担保`}>
      不会把钥匙锁给它。请打电话问本人：是自己的，就在原来的设备上去掉它，再加一次；不是，马上告诉县换届办。
    </Note>
  );
}

/** What the newest entry says otherwise than who works here now: new letters go by the entry until it is made anew. */
function Changed({
  officers,
  listed,
}: {
  officers: readonly EnrolledOfficer[];
  listed: readonly string[];
}): ReactNode {
  const gone = listed.filter((key) => !officers.some(({ devicePk }) => devicePk === key)).length;
  const came = officers.filter((one) => one.handles && !listed.includes(one.devicePk));
  if (listed.length === 0 || gone + came.length === 0) return null;
  return (
    <Note icon="warn" tone="due" title="人或者设备变了，办公室钥匙还没有换">
      {gone > 0 ? (
        <Para>{`现在的钥匙还锁给 ${gone} 台设备，人已经离开，或者设备已经换掉、去掉。新来的信它们也打得开，请马上重做一把。`}</Para>
      ) : null}
      {came.length > 0 ? (
        <Para>{`${came.map(ownerOf).join('、')}还没有列进名录，答复不了信。重做一把，县里签名以后就能。`}</Para>
      ) : null}
    </Note>
  );
}

/** Who cannot open the cases of earlier keys, and handing those on to them. */
function Older({ own, officers }: { own: Own; officers: readonly EnrolledOfficer[] }): ReactNode {
  const { reading, again } = useRead(myOfficeKeys, { params: own.office });
  const { busy, problem, act } = useAct();
  if (reading.kind !== 'ready') return null;
  const { epoch, keys } = reading.value;
  // Those of a device that one had before are served as well, and open nothing here.
  const here = toBase64url(own.keys.device.publicKey);
  const mine = keys.filter(({ held }) => held.includes(here));
  if (mine.length === 0) {
    return epoch === 0 ? null : (
      <Note icon="wait" tone="off" title="办公室的钥匙还没有交给您，您打不开信">
        请同事打开“我的钥匙”，点“把以前的钥匙交给他们”。
      </Note>
    );
  }
  const waiting = lacking(mine, officers.map(enrolledFromWire));
  if (waiting.length === 0) return null;
  const give = async (): Promise<void> => {
    const given = await act(() => giveHeld(own));
    if (given.ok) again();
  };
  return (
    <Note icon="key" tone="due" title={`${waiting.map(ownerOf).join('、')}打不开以前的信`}>
      <Para>以前的钥匙没有锁给这些设备。您打得开，可以交给他们。</Para>
      <Box className="mt8">
        <Button kind="second" icon="key" off={busy} onTap={() => void give()}>
          把以前的钥匙交给他们
        </Button>
      </Box>
      {problem ? <Para className="mt8">{problem.title}</Para> : null}
    </Note>
  );
}
