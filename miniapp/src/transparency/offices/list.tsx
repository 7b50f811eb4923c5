import { Fragment, type ReactNode, useState } from 'react';
import { type AreaCode, townOf } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import type { DirectoryEntry } from '#shared/directory/entry';
import { ELECTION, officeText } from '#shared/directory/office';
import { peopleWho } from '#shared/directory/people';
import { dateOfDay, sayDate } from '#shared/time';
import { inFours } from '#shared/transparency/paper-code';
import { Section, Sheet } from '../../components/head';
import { Box, Para, Words } from '../../components/native';
import { Row } from '../../components/row';
import { areaName } from '../../platform/areas';
import { today } from '../../platform/clock';
import { call } from '../../platform/device';
import { officeName } from '../../platform/offices';

const HOTLINE = '12388';

interface Props {
  entries: readonly DirectoryEntry[];
  /** Names and telephones; undefined while they are not known. */
  tree: AreaTree | undefined;
}

/** The offices of a county or of a town and its villages, from the top down. */
interface Place {
  code: AreaCode;
  name: string;
  offices: readonly DirectoryEntry[];
}

/** The county first, then the town of one's own, then the others in code order. */
function placesOf({ entries, tree }: Props, county: AreaCode, own: AreaCode | undefined): Place[] {
  const rank = (code: AreaCode): number => (code === county ? 0 : code === own ? 1 : 2);
  const codes = [...new Set(entries.map(({ office }) => townOf(office.area)))];
  return codes
    .sort((a, b) => rank(a) - rank(b) || Number(a) - Number(b))
    .map((code) => ({
      code,
      name: tree ? areaName(tree, code) : code === county ? '县里' : '乡镇',
      offices: entries
        .filter(({ office }) => townOf(office.area) === code)
        .sort((a, b) => b.level - a.level || officeText(a.office).localeCompare(officeText(b.office))),
    }));
}

/** Who of an office opens letters. Names are not in the directory: whoever reads stays out of the village's talk. */
function readers(entry: DirectoryEntry): string {
  const all = peopleWho(entry, 'maySign');
  const reading = peopleWho(entry, 'mayHoldKey');
  const signing = all - reading;
  if (entry.level === 1) return `信不送到村里，这里的 ${all} 人只签名`;
  const others = signing > 0 ? `，另外 ${signing} 人只签名` : '';
  return `${reading} 人能打开来信${others}`;
}

function Until({ firstDay, lastDay }: DirectoryEntry): ReactNode {
  if (today() > lastDay) {
    return (
      <Words className="c-due">
        公钥
        <Day day={lastDay} />
        到期了
      </Words>
    );
  }
  if (today() < firstDay) {
    return (
      <Words className="c-due">
        公钥
        <Day day={firstDay} />
        才生效
      </Words>
    );
  }
  return (
    <>
      公钥用到
      <Day day={lastDay} />
    </>
  );
}

/** `2027年11月26日` on one line: keys hold for a year, so the year is always said. */
function Day({ day }: { day: number }): ReactNode {
  return <Words className="nw">{sayDate(dateOfDay(day), 0)}</Words>;
}

function OfficeRow({ entry }: { entry: DirectoryEntry }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row
        icon="key"
        name={entry.name}
        news={
          <>
            <Box>{readers(entry)}</Box>
            <Until {...entry} />
          </>
        }
        end={open ? 'up' : 'down'}
        onTap={() => setOpen(!open)}
      />
      {open ? (
        <Box className="li">
          <Box className="pad">
            <Box className="tl mute">公钥的号码。您不用记，手机每次都自己核对。</Box>
            <Box className="fours mt8">
              {inFours(entry.officePk).map((four, i) => (
                <Words key={`four-${i + 1}`} className="four">
                  {four}
                </Words>
              ))}
            </Box>
          </Box>
        </Box>
      ) : null}
    </>
  );
}

function Telephone({ number, whose }: { number: string; whose: string }): ReactNode {
  return <Row icon="phone" name={`打 ${number}`} news={whose} onTap={() => call(number)} />;
}

/** The offices of a place, area by area, and whom to ring there: a telephone of the areas is the election office's. */
function Offices({
  place: { code, offices },
  tree,
}: {
  place: Place;
  tree: AreaTree | undefined;
}): ReactNode {
  const areas = [...new Set([code, ...offices.map(({ office }) => office.area)])];
  return areas.map((area) => {
    const phone = tree?.areas.find((row) => row.code === area)?.phone;
    return (
      <Fragment key={area}>
        {offices
          .filter(({ office }) => office.area === area)
          .map((entry) => (
            <OfficeRow key={officeText(entry.office)} entry={entry} />
          ))}
        {tree && phone ? (
          <Telephone number={phone} whose={officeName(tree, { area, kind: ELECTION })} />
        ) : null}
      </Fragment>
    );
  });
}

function Town({
  place,
  tree,
  isOwn,
}: {
  place: Place;
  tree: AreaTree | undefined;
  isOwn: boolean;
}): ReactNode {
  const [open, setOpen] = useState(isOwn);
  return (
    <Sheet>
      <Row
        icon="home"
        name={place.name}
        news={`${place.offices.length} 个办公室`}
        end={open ? 'up' : 'down'}
        onTap={() => setOpen(!open)}
      />
      {open ? <Offices place={place} tree={tree} /> : null}
    </Sheet>
  );
}

/** Every office of the directory by place: the county's, then each town with its villages, one's own town open. */
export function OfficeList({
  county,
  own,
  ...props
}: Props & { county: AreaCode; own: AreaCode | undefined }): ReactNode {
  const places = placesOf(props, county, own);
  const [first] = places.filter(({ code }) => code === county);
  const towns = places.filter(({ code }) => code !== county);
  return (
    <>
      {first ? <Section title={first.name} /> : null}
      <Sheet join="first">
        {first ? <Offices place={first} tree={props.tree} /> : null}
        <Telephone number={HOTLINE} whose="纪委监委的举报电话，说明是哪个县" />
      </Sheet>
      {towns.length > 0 ? <Section title="乡镇和村" /> : null}
      {towns.map((place) => (
        <Town key={place.code} place={place} tree={props.tree} isOwn={place.code === own} />
      ))}
      <Box className="pad">
        <Para className="then">要当面去，先打电话问清地址和哪天有人。</Para>
      </Box>
    </>
  );
}
