import { beforeEach, describe, expect, it } from '@jest/globals';
import { render, settle, tap } from './render';
import { opened } from './taro';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

const { default: Home } = await import('../../miniapp/src/area/home/index');
const { HomeRows } = await import('../../miniapp/src/area/home/rows');
const { AreaCode } = await import('#shared/area/code');

const COUNTY = AreaCode.parse('990101000000');
const TRUST = {
  county: COUNTY,
  rootPk: 'A'.repeat(43),
  log: LOG_TRUST,
  hosts: { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' },
};

let asked: string[] = [];

beforeEach(() => {
  asked = [];
  opened.length = 0;
  localStorage.clear();
  Object.assign(globalThis, {
    fetch: (url: string) => {
      asked.push(url);
      const [status, body] = url === '/trust.json' ? [200, TRUST] : [404, { code: 'not-found' }];
      return Promise.resolve({
        status,
        text: () => Promise.resolve(JSON.stringify(body)),
        headers: { get: () => null },
      });
    },
  });
});

describe('the home page', () => {
  it('fetches the whole county’s directory for everybody who opens it', async () => {
    render(<Home />);
    await settle();
    expect(asked).toContain(`https://api/public/areas/${COUNTY}/directory`);
  });

  it('fetches the county’s areas ahead for everybody: telephones, addresses, and whether letters are taken', async () => {
    render(<Home />);
    await settle();
    expect(asked.filter((url) => url === `https://api/public/areas/${COUNTY}/tree`)).toHaveLength(1);
  });

  it('opens the sealed channel by one address, for writing and for following alike', () => {
    const village = {
      code: AreaCode.parse('990101100201'),
      name: '测试村',
      town: '测试镇',
      county: '测试县',
    };
    const loading = { kind: 'loading' } as const;
    const box = render(
      <HomeRows village={village} timetable={loading} notices={loading} candidates={loading} />,
    );
    const row = (name: string): HTMLElement => {
      const found = [...box.querySelectorAll<HTMLElement>('[role="link"]')].find((one) =>
        one.textContent.includes(name),
      );
      if (!found) throw new Error(`no row ${name}`);
      return found;
    };
    tap(row('投诉举报'));
    tap(row('凭回执查进度'));
    expect(opened).toEqual(['navigateTo /more/index', 'navigateTo /more/index']);
  });
});
