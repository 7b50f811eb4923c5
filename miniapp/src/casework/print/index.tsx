import { type ReactNode, useEffect } from 'react';
import { PaperBar, PaperPage } from '../../components/paper-page';
import { Empty } from '../../components/states';
import { today } from '../../platform/clock';
import { useKeys } from '../../platform/keyring';
import { backTo } from '../../platform/navigate';
import { useSession } from '../../platform/session';
import { caseLabel } from '../words';
import { layPaper, type Paper, usePaper } from './paper';
import { factsOf, linesOf, notesOf, paperDay, type PaperLine, secrecyOf } from './record';
import './print.css';

const back = (): void => backTo('casework/inbox/index');

/** The whole record of a case on A4, of what was opened at this desk: nothing is asked of the server, and nothing told. */
export default function PrintCasePage(): ReactNode {
  const session = useSession();
  const paper = usePaper();
  const keys = useKeys(session?.person, paper?.office);
  useEffect(() => () => layPaper(undefined), []);
  return (
    <PaperPage>
      {paper && keys ? (
        <>
          <PaperBar
            onBack={back}
            advice="A4 纸，只印一份。关掉这一页，纸样就没有了；不要存成文件，不要用公用的打印机。"
          />
          <Sheet paper={paper} />
        </>
      ) : (
        <>
          <PaperBar onBack={back} advice="" />
          <Empty title="这里没有纸样">纸样不存在任何地方。请再打开那封信，点“打印这封信……”。</Empty>
        </>
      )}
    </PaperPage>
  );
}

function Sheet({ paper }: { paper: Paper }): ReactNode {
  const lines = linesOf(paper);
  const notes = notesOf(paper);
  const { printedBy, open } = paper;
  return (
    <div className="case-a4">
      <div className="case-a4-mark">
        <strong>密</strong>
        <span>{caseLabel(open.view.case)}</span>
      </div>
      <h1>来信办理记录</h1>
      <p className="case-a4-keep">
        {`${secrecyOf(paper)}这份纸由打印人保管，不复印、不拍照；归档或者按规定销毁，不随手放。`}
      </p>
      <Facts paper={paper} />
      <Lines title={`来往和办理，共 ${lines.length} 条`} lines={lines} />
      {notes ? (
        <Lines title={`内部记录，共 ${notes.length} 条`} lines={notes} />
      ) : (
        <p>内部记录没有印在这份纸上。</p>
      )}
      <Fingerprints lines={lines} notes={notes ?? []} />
      <div className="case-a4-signs">
        <div>{`打印人：${printedBy}`}</div>
        <div>签名：</div>
        <div>{paperDay(today())}</div>
      </div>
    </div>
  );
}

function Facts({ paper }: { paper: Paper }): ReactNode {
  return (
    <table>
      <tbody>
        {factsOf(paper).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly PaperLine[] }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      {lines.map(({ seq, day, who, act, text, files }) => (
        <div key={seq} className="case-a4-line">
          <h3>{[`${seq + 1}.`, day, who, act].filter(Boolean).join('　')}</h3>
          {text.split('\n').map((part, i) =>
            // The order of the parts is their identity.
            part === '' ? null : <p key={`part-${i + 1}`}>{part}</p>,
          )}
          {files.length > 0 ? <p>{`附：${files.join('；')}。`}</p> : null}
        </div>
      ))}
    </section>
  );
}

/** What the paper is held against the log by: a record's hash takes in the one before it, so that the last one answers for all. */
function Fingerprints({
  lines,
  notes,
}: {
  lines: readonly PaperLine[];
  notes: readonly PaperLine[];
}): ReactNode {
  const chains = [
    ['来往', lines],
    ['内部', notes],
  ] as const;
  return (
    <section>
      <h2>核对</h2>
      <p>
        每一条都有一个由内容算出来的数，后一条的里面有前一条的。再印一份，数逐条一样，就没有改过；来信人凭收据也核对得到“来往”的最后一条。
      </p>
      <ol className="case-a4-hashes">
        {chains.flatMap(([name, chain]) =>
          chain.map(({ seq, hash }) => (
            <li key={`${name} ${seq}`}>
              <span>{`${name} ${seq + 1}`}</span>
              <span className="case-a4-hash">{hash}</span>
            </li>
          )),
        )}
      </ol>
    </section>
  );
}
