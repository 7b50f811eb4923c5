import { type ReactNode, useState } from 'react';
import { type SignedIn, signOutDevice } from '#shared/identity/contract';
import { dateOfDay, sayDate } from '#shared/time';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Row } from '../../components/row';
import { NotDone } from '../../components/states';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

const MEANS = {
  phone: '手机微信',
  desk: '用手机扫码登录的电脑',
  passkey: '用通行密钥登录的电脑',
} as const satisfies Record<SignedIn['by'], string>;

/** Where one is signed in now, each with the way out. */
export function SignedInList({
  places,
  again,
}: {
  places: readonly SignedIn[];
  again: () => void;
}): ReactNode {
  return (
    <>
      <Section title="登录着的地方" side={`${places.length} 处`} />
      <Sheet join="first">
        {places.map((one) => (
          <Place key={one.device} place={one} onEnded={again} />
        ))}
      </Sheet>
    </>
  );
}

function Place({ place, onEnded }: { place: SignedIn; onEnded: () => void }): ReactNode {
  const [asked, setAsked] = useState(false);
  const { problem, act } = useAct();
  const { device, by, name, since, used, here } = place;
  const end = async (): Promise<void> => {
    const answer = await act(() => send(signOutDevice, { body: { device } }));
    if (answer.ok) onEnded();
  };
  const days = `${sayDate(dateOfDay(since))}登录，最近一次用是${sayDate(dateOfDay(used))}`;
  return (
    <Box>
      <Row
        icon={by === 'phone' ? 'me' : 'grid'}
        name={name === '' ? MEANS[by] : `${MEANS[by]}（${name}）`}
        news={here ? `就是您现在用的。${days}` : days}
        {...(here ? {} : { end: asked ? ('up' as const) : ('down' as const), onTap: () => setAsked(!asked) })}
      />
      {asked ? (
        <Row
          icon="leave"
          name="让这一处退出"
          news="那里最晚十分钟后不能再用，再用要重新登录。别处不受影响。"
          onTap={() => void end()}
        />
      ) : null}
      <NotDone title="没有退出" problem={problem} />
    </Box>
  );
}
