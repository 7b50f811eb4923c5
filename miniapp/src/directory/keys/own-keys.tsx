import { type ReactNode, useEffect, useState } from 'react';
import type { OwnDevices } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { OpenKeys } from '../../components/open-keys';
import { Passphrase } from '../../components/passphrase';
import { holdsKeys, type Keys, makeKeys } from '../../platform/keyring';
import { type Problem, send } from '../../platform/request';
import { enrolKeys, handOn, heldKeys } from '../ceremony';
import { anchorDevices } from '../devices';
import { Join, Waiting } from './joining';
import { isEnrolled, isOffered } from './standing';

interface Props {
  person: string;
  /** The person's name, where the session knows it. */
  known: string | undefined;
  office: Office;
  keys: Keys | undefined;
  /** The devices that the person has at the office. */
  own: OwnDevices;
  again: () => void;
  onEnrolled: () => void;
}

/** What is being done with keys on this device, and what was done a moment ago, until it is read back. */
function useWay({ person, office, own, again, onEnrolled }: Props) {
  const [way, setWay] = useState<'join' | 'anew' | undefined>(() =>
    holdsKeys(person, office) ? undefined : own.id === undefined ? 'anew' : 'join',
  );
  const [ungiven, setUngiven] = useState<Problem>();
  const [just, setJust] = useState<'enrolled' | 'offered'>();
  useEffect(() => setJust(undefined), [own]);
  const onMade = (why?: Problem): void => {
    setUngiven(why);
    setJust(way === 'join' ? 'offered' : 'enrolled');
    setWay(undefined);
    again();
    onEnrolled();
  };
  return { way, setWay, ungiven, just, onMade };
}

/** Makes, enrols and opens a person's own keys for an office, on the first device and on others. */
export function OwnKeys(props: Props): ReactNode {
  const { person, known, office, keys, own, again } = props;
  const { way, setWay, ungiven, just, onMade } = useWay(props);
  if (keys && way === undefined) {
    const isIn = just === 'enrolled' || isEnrolled(own, keys);
    const onAnew = (): void => setWay(isIn ? 'anew' : 'join');
    if (isIn) return <Made keys={keys} ungiven={ungiven} onAnew={onAnew} />;
    const shows = just === 'offered' || isOffered(own, keys);
    return <Waiting {...{ office, keys, own, shows, again, onAnew }} />;
  }
  return (
    <>
      <Section title="本人的钥匙" />
      <Sheet join="first" pad>
        {way === undefined ? (
          <OpenKeys person={person} office={office} />
        ) : way === 'join' && own.id !== undefined ? (
          <Join
            {...{ person, office, officer: own.id }}
            onOffered={() => onMade()}
            onAnew={() => setWay('anew')}
          />
        ) : (
          <Make {...{ person, known, office, own, onMade }} before={keys} />
        )}
      </Sheet>
    </>
  );
}

function Made({
  keys,
  ungiven,
  onAnew,
}: {
  keys: Keys;
  /** Why what the keys before opened was not sealed to these. */
  ungiven: Problem | undefined;
  onAnew: () => void;
}): ReactNode {
  return (
    <>
      <Section title="本人的钥匙" />
      <Sheet join="first">
        <Note icon="ok" tone="done" title="已经做好，登记过">
          {`登记号 ${keys.officer}。换电脑、多一台电脑，在下面“本人的设备”里加；怀疑别人拿到了钥匙，才重做。`}
        </Note>
        {ungiven ? (
          <Note icon="bad" tone="red" title="以前的信，这把钥匙还打不开">
            {`${ungiven.title}请先不要关原来的电脑，请同事打开这一页，点“把以前的钥匙交给他们”。`}
          </Note>
        ) : null}
        <Box className="pad">
          <Button kind="second" onTap={onAnew}>
            重做一把
          </Button>
        </Box>
      </Sheet>
    </>
  );
}

function Make({
  person,
  known,
  office,
  before,
  own,
  onMade,
}: {
  person: string;
  known: string | undefined;
  office: Office;
  /** The keys that stand until now, open: what they open is sealed to the new ones. */
  before: Keys | undefined;
  own: OwnDevices;
  onMade: (ungiven: Problem | undefined) => void;
}): ReactNode {
  const [name, setName] = useState(known ?? '');
  return (
    <>
      {before ? null : <Ends own={own} />}
      <Field label="姓名" hint="登记在办公室的名单里，同事看得到" value={name} max={40} onInput={setName} />
      <Passphrase
        fresh
        verb="做好并登记"
        onGiven={async (passphrase, progress) => {
          if (name.trim() === '') return '先在上面填姓名';
          const held = before && (await heldKeys(send, office, before));
          if (held && !held.ok) return held.problem.title;
          const anchors = before && (await anchorDevices(office, before));
          if (anchors && !anchors.ok) return anchors.problem.title;
          const made = await makeKeys(person, office, passphrase, progress, (keys) =>
            enrolKeys(send, office, keys, name.trim()),
          );
          if (made === 'no-room') return '这个浏览器不让存东西，钥匙没有做成。请退出无痕模式再做。';
          if (!made.ok) return made.problem.title;
          const given = held && anchors && (await handOn(send, office, held.value, anchors.value));
          onMade(given && !given.ok ? given.problem : undefined);
          return undefined;
        }}
      />
    </>
  );
}

/** What making keys anew ends: the devices there are. */
function Ends({ own: { devices } }: { own: OwnDevices }): ReactNode {
  if (devices.length === 0) return null;
  return (
    <Note icon="warn" tone="due" title={`重做以后，您登记过的 ${devices.length} 台设备都不算了`}>
      只有都丢了，或者怀疑别人拿到了钥匙，才重做。还有一台能用的，就把这台加进去，不要重做。做好以后请同事把以前的钥匙交给您，不然以前的信您打不开。
    </Note>
  );
}
