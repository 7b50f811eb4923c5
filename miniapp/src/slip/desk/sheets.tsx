import type { ReactNode } from 'react';
import { inGroups } from '#shared/slip/code';
import { sayDate } from '#shared/time';
import type { AreaCode } from '#shared/area/code';
import type { DeskArea } from '../../components/desk-area';
import { PaperBar, PaperPage } from '../../components/paper-page';
import { QrCode } from '../../components/qr-code';
import { villageOf } from '../../platform/areas';
import './sheets.css';
import type { PrintedSlip } from './use-making';

const ON_A_SHEET = 6;

/** Where the QR code of a slip leads: the code stands behind the `#`, where no server sees it. */
function addressOf(area: AreaCode, code: string): string {
  const { origin, pathname } = globalThis.location;
  return `${origin}${pathname}#/slip/enter/index?area=${area}&slip=${code}`;
}

/** Slips on A4, six a sheet, to be cut along the lines. H5 only. */
export function Sheets({
  area,
  slips,
  onBack,
}: {
  area: DeskArea;
  slips: readonly PrintedSlip[];
  onBack: () => void;
}): ReactNode {
  const phone = villageOf(area.tree, area.code)?.phone ?? '';
  const sheets = slips
    .filter((_, i) => i % ON_A_SHEET === 0)
    .map((_, i) => slips.slice(i * ON_A_SHEET, (i + 1) * ON_A_SHEET));
  return (
    <PaperPage>
      <PaperBar advice="A4 纸，实际大小。沿虚线裁开，当面交给本人。" onBack={onBack} />
      {sheets.map((sheet) => (
        <div key={sheet[0]?.entry} className="slip-a4">
          {sheet.map((slip) => (
            <OneSlip key={slip.entry} area={area} slip={slip} phone={phone} />
          ))}
        </div>
      ))}
    </PaperPage>
  );
}

function OneSlip({
  area,
  slip: { name, group, code, lastDay },
  phone,
}: {
  area: DeskArea;
  slip: PrintedSlip;
  phone: string;
}): ReactNode {
  return (
    <section className="slip">
      <div className="slip-what">{`${area.name}·选民登记纸条`}</div>
      <div className="slip-top">
        <div className="slip-words">
          <h2>{name}</h2>
          <div>{group}</div>
          <p>用微信扫右边，点“是我本人”，就能看自己的登记。</p>
        </div>
        <QrCode text={addressOf(area.code, code)} label={`${name}的二维码`} />
      </div>
      <p>扫不了，就在“我的选民登记”里点“村里给了纸条”，输这 16 位数字：</p>
      <div className="slip-code">{inGroups(code).join(' ')}</div>
      <p>
        <strong>{`${sayDate(lastDay)}（含当天）前有效，只能用一次。`}</strong>
      </p>
      <p>{`只给本人用。${phone === '' ? '' : `有事打 ${phone}。`}`}</p>
    </section>
  );
}
