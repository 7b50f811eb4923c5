import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { AreaRow } from '#shared/area/contract';
import { ELECTION } from '#shared/directory/office';
import type { Route } from '#shared/tip/routing';
import { COUNTY, countyEntry, TOWN, townEntry } from '#test/directory/county';
import { render, tap } from './render';

const { WhereItGoes } = await import('../../miniapp/src/tip/office');
const { OtherWays } = await import('../../miniapp/src/tip/reach');
const { AboutWhom } = await import('../../miniapp/src/tip/whom');
const { WriteChannel } = await import('../../miniapp/src/tip/channel');
const { layDown } = await import('../../miniapp/src/platform/copies');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const village = {
  code: AreaCode.parse('990101101201'),
  name: '枣坪村',
  town: '柳塘镇',
  county: '棠水县',
};
const AREAS: AreaRow[] = [
  {
    code: COUNTY,
    name: '棠水县',
    level: 'county',
    phone: '0000-6280001',
    disciplinePhone: '0000-6280009',
    disciplineAddress: '人民路 3 号',
  },
  { code: TOWN, name: '柳塘镇', level: 'town', phone: '0000-6280100', address: '镇政府 1 楼' },
  { code: village.code, name: '枣坪村', level: 'village' },
];
const election = { ...townEntry, office: { area: TOWN, kind: ELECTION }, name: '柳塘镇换届办' } as const;
const countyElection = { ...countyEntry, office: { area: COUNTY, kind: ELECTION }, name: '棠水县换届办' };
const nothing = (): void => undefined;

/** The county's areas as a home page has laid them down on this device. */
function areasHere(letters?: AreaRow['letters']): void {
  const areas = AREAS.map((row) => (row.level === 'county' && letters ? { ...row, letters } : row));
  const body = JSON.stringify({ county: COUNTY, version: 1, areas });
  layDown(`/public/areas/${COUNTY}/tree`, { body, at: 1 });
}

beforeEach(() => {
  localStorage.clear();
  changeSettings({ village });
  globalThis.fetch = jest.fn(() => Promise.reject(new Error('nobody is asked')));
  areasHere();
});

/** The words of a page, row by row. */
const rows = (box: HTMLElement): string[] =>
  [...box.querySelectorAll('.li')].map((row) => row.textContent.replace(/\u2060/g, ''));
const wordsOf = (box: HTMLElement): string => box.textContent.replace(/\u2060/g, '');

describe('where a letter goes', () => {
  const page = (route: Route): HTMLElement =>
    render(<WhereItGoes route={route} village={village} onNext={nothing} onBack={nothing} />);
  const holders = [null, null, null];

  it('shows telephone and address of every office that gets it, and says where the county entered none', () => {
    const box = page({ office: election, second: townEntry, above: countyElection as never, holders });
    expect(rows(box)).toEqual(
      expect.arrayContaining([
        '柳塘镇换届办电话 0000-6280100地址 镇政府 1 楼',
        '柳塘镇纪委电话没有填，可以打 12388 问地址没有填，去以前先打电话问',
        '棠水县换届办电话 0000-6280001地址没有填，去以前先打电话问',
      ]),
    );
    expect(fetch).not.toHaveBeenCalled();
  });

  it('says when the office above can open it too, once it has ended and is archived among others', () => {
    const box = page({ office: election, second: null, above: countyElection as never, holders });
    expect(wordsOf(box)).toContain('到期没处理、办结要棠水县换届办复核，或者办结以后存档，那里也能打开');
    expect(wordsOf(page({ office: election, second: null, above: null, holders }))).not.toContain('存档');
  });

  it('names every office of town and county that gets no key', () => {
    const box = page({ office: election, second: null, above: null, holders });
    expect(wordsOf(box)).toContain('柳塘镇的其他干部、柳塘镇纪委');
    expect(wordsOf(box)).toContain('棠水县纪委监委、棠水县换届办、系统维护人员');
    const joint = page({ office: election, second: countyEntry, above: null, holders });
    expect(wordsOf(joint)).toContain('柳塘镇的其他干部、柳塘镇纪委');
    expect(wordsOf(joint)).toContain('棠水县换届办、系统维护人员');
    expect(wordsOf(joint)).not.toContain('棠水县纪委监委、');
  });
});

describe('where this channel ends', () => {
  const page = (about: object): string =>
    wordsOf(render(<OtherWays why="走别的路" about={about} onBack={nothing} />));

  it('shows 12388 and the offices near, each with telephone and address', () => {
    const words = page({ subject: 'village-cadre' });
    expect(words).toContain('打 12388');
    expect(words).toContain('棠水县纪委监委电话 0000-6280009地址 人民路 3 号');
    expect(words).toContain('柳塘镇换届办电话 0000-6280100地址 镇政府 1 楼');
  });

  it('sends nobody to an office that it concerns', () => {
    const town = page({ subject: 'town-cadre' });
    expect(town).not.toContain('柳塘镇换届办');
    expect(town).toContain('棠水县换届办');
    const leaders = page({ subject: 'county-cadre' });
    expect(leaders).not.toMatch(/棠水县(纪委监委|换届办)/);
    expect(leaders).toContain('寄给市纪委监委');
    expect(page({ subject: 'villager', avoid: ['county-discipline'] })).not.toContain('棠水县纪委监委');
  });

  it('is the whole channel in a county that takes no letters here, until it takes them again', () => {
    areasHere('off');
    const off = wordsOf(render(<WriteChannel />));
    expect(off).toContain('这个县现在不收网上的举报信');
    expect(off).toContain('棠水县纪委监委电话 0000-6280009');
    expect(off).not.toContain('您要说的是什么事');
    areasHere('on');
    expect(wordsOf(render(<WriteChannel />))).toContain('您要说的是什么事');
  });
});

describe('about whom', () => {
  const answer = jest.fn();
  const page = (asksParty: boolean): HTMLElement =>
    render(
      <AboutWhom
        whom={{ subject: 'villager', party: false, avoid: ['town'] }}
        asksParty={asksParty}
        onAnswer={answer}
        onNext={nothing}
        onBack={nothing}
      />,
    );
  const choice = (box: HTMLElement, words: string): HTMLElement => {
    const found = [...box.querySelectorAll<HTMLElement>('[role="checkbox"]')].find((one) =>
      one.textContent.replace(/\u2060/g, '').includes(words),
    );
    if (!found) throw new Error(`no choice ${words}`);
    return found;
  };

  it('asks for a party member only where that changes who gets the letter', () => {
    expect(wordsOf(page(false))).not.toContain('里面有党员');
    tap(choice(page(true), '里面有党员'));
    expect(answer).toHaveBeenLastCalledWith({ party: true });
  });

  it('leaves out what is ticked, and takes it in again', () => {
    const box = page(false);
    tap(choice(box, '和县纪委监委的人有关系'));
    expect(answer).toHaveBeenLastCalledWith({ avoid: ['town', 'county-discipline'] });
    tap(choice(box, '和镇里受理的人有关系'));
    expect(answer).toHaveBeenLastCalledWith({ avoid: [] });
  });
});
