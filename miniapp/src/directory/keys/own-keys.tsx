import { type ReactNode, useState } from 'react';
import { myOfficeKeys } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Passphrase } from '../../components/passphrase';
import { holdsKeys, type Keys, makeKeys, openKeys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import { enrolKeys, handOn, heldKeys } from '../ceremony';

/** Makes, enrols and opens a person's own keys for an office. */
export function OwnKeys({
  person,
  known,
  office,
  keys,
  onEnrolled,
}: {
  person: string;
  /** The person's name, where the session knows it. */
  known: string | undefined;
  office: Office;
  keys: Keys | undefined;
  onEnrolled: () => void;
}): ReactNode {
  const [anew, setAnew] = useState(!holdsKeys(person, office));
  const [ungiven, setUngiven] = useState<Problem>();
  const onMade = (why: Problem | undefined): void => {
    setUngiven(why);
    setAnew(false);
    onEnrolled();
  };
  if (keys && !anew) {
    return <Made keys={keys} ungiven={ungiven} onAnew={() => setAnew(true)} />;
  }
  return (
    <>
      <Section title="本人的钥匙" />
      <Sheet join="first" pad>
        {anew ? (
          <Make person={person} known={known} office={office} before={keys} onMade={onMade} />
        ) : (
          <Passphrase
            verb="打开钥匙"
            onGiven={async (passphrase, progress) =>
              (await openKeys(person, office, passphrase, progress)) ? undefined : '口令不对，请再输一遍'
            }
          />
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
          {`登记号 ${keys.officer}。换了电脑，或者怀疑别人知道口令，就重做一把。`}
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
  onMade,
}: {
  person: string;
  known: string | undefined;
  office: Office;
  /** The keys that stand until now, open: what they open is sealed to the new ones. */
  before: Keys | undefined;
  onMade: (ungiven: Problem | undefined) => void;
}): ReactNode {
  const [name, setName] = useState(known ?? '');
  return (
    <>
      {before ? null : <MadeElsewhere office={office} />}
      <Field label="姓名" hint="登记在办公室的名单里，同事看得到" value={name} max={40} onInput={setName} />
      <Passphrase
        fresh
        verb="做好并登记"
        onGiven={async (passphrase, progress) => {
          if (name.trim() === '') return '先在上面填姓名';
          const held = before && (await heldKeys(send, office, before));
          if (held && !held.ok) return held.problem.title;
          const made = await makeKeys(person, office, passphrase, progress, (keys) =>
            enrolKeys(send, office, keys, name.trim()),
          );
          if (made === 'no-room') return '这个浏览器不让存东西，钥匙没有做成。请退出无痕模式再做。';
          if (!made.ok) return made.problem.title;
          const given = held && (await handOn(send, office, held.value));
          onMade(given && !given.ok ? given.problem : undefined);
          return undefined;
        }}
      />
    </>
  );
}

/** On a browser without keys: that there are some elsewhere, before others are made in their place. */
function MadeElsewhere({ office }: { office: Office }): ReactNode {
  const { reading } = useRead(myOfficeKeys, { params: office });
  if (reading.kind !== 'ready' || reading.value.keys.length === 0) return null;
  return (
    <Note icon="key" tone="due" title="您在别的电脑或浏览器里做过钥匙">
      那台还在，就到那台去打开，不用重做。那台没了，才在这里重做；做好以后请同事把以前的钥匙交给您，不然以前的信您打不开。
    </Note>
  );
}
