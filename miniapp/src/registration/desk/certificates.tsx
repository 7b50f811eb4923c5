import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type Certificate, issueCertificate, readCertificates } from '#shared/registration/contract';
import { sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone, Read } from '../../components/states';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

/** The certificates a village gave, and one more. */
export function Certificates({
  area,
  onPrint,
}: {
  area: AreaCode;
  onPrint: (certificate: Certificate) => void;
}): ReactNode {
  const { reading, again } = useRead(readCertificates, { params: { area } });
  return (
    <>
      <Heading level={2} className="t2">
        未在户籍地登记证明
      </Heading>
      <Para className="mute tl">户口在本村、到别处登记的人来开。先看户口簿和身份证。</Para>
      <Issue area={area} onIssued={again} />
      <Read reading={reading} what="开过的证明" again={again}>
        {({ certificates }) =>
          certificates.length === 0 ? (
            <Para className="mute mt16">这一届还没有开过。</Para>
          ) : (
            <Box className="mt16">
              {[...certificates].reverse().map((one) => (
                <Box key={one.number} className="row">
                  <Box className="grow">
                    {`第 ${one.number} 号 ${one.name}（尾号 ${one.idLastFour}），${sayDate(one.issuedOn)}，去${one.to}`}
                  </Box>
                  <Link icon="print" label={`打印第 ${one.number} 号`} onTap={() => onPrint(one)}>
                    打印
                  </Link>
                </Box>
              ))}
            </Box>
          )
        }
      </Read>
    </>
  );
}

function useIssuing(area: AreaCode, onIssued: () => void) {
  const [name, setName] = useState('');
  const [idNumber, setId] = useState('');
  const [to, setTo] = useState('');
  const { busy, problem, act } = useAct();
  const [given, setGiven] = useState<Certificate>();
  const issue = async (): Promise<void> => {
    const body = { name, idNumber, to };
    const answer = await act(() => send(issueCertificate, { params: { area }, body }));
    if (!answer.ok) return;
    setGiven(answer.value);
    setName('');
    setId('');
    setTo('');
    onIssued();
  };
  return { name, setName, idNumber, setId, to, setTo, problem, given, busy, issue };
}

function Issue({ area, onIssued }: { area: AreaCode; onIssued: () => void }): ReactNode {
  const { name, setName, idNumber, setId, to, setTo, problem, given, busy, issue } = useIssuing(
    area,
    onIssued,
  );
  const errorOf = (path: string) => problem?.fields?.find((field) => field.path === path)?.message;
  return (
    <Box className="mt12">
      {given ? <Note icon="ok" tone="done" title={`开好了，第 ${given.number} 号`} /> : null}
      <NotDone title="没有开" problem={problem} />
      <Field label="姓名" max={40} value={name} onInput={setName} error={errorOf('name')} />
      <Field
        label="身份证号"
        hint="只用来核对名单，留下后四位"
        max={18}
        value={idNumber}
        onInput={(text) => setId(text.toUpperCase().replace(/[^0-9X]/g, ''))}
        error={errorOf('idNumber')}
      />
      <Field
        label="到哪里登记"
        hint="写到村或社区"
        max={60}
        value={to}
        onInput={setTo}
        error={errorOf('to')}
      />
      <Button off={busy || name === '' || idNumber === '' || to.trim().length < 2} onTap={() => void issue()}>
        {busy ? '正在开' : '开这份证明'}
      </Button>
    </Box>
  );
}
