// The way through the pages that the contact sheet shows: whom to sign in as, what to tap, what to wait for.
// Whatever cannot be reached is reported, and the tour goes on with the next page.

const TOWN = '990101100000';
const VILLAGE = '990101100201';
const PASSPHRASE = 'contact-sheet';
const WAIT = { timeout: 15_000 };
const PHONE = { width: 375, height: 760 };
const DESK = { width: 1280, height: 800 };
const HERE = '.taro_page:not(.taro_page_shade)';

/** Photographs every page; answers what could not be reached. */
export async function photographAll(browser, origin, keep) {
  const missed = [];
  const tour = { browser, origin, keep, missed };
  const office = await open(tour, DESK);
  await part(tour, 'demo keys', () => office.prepareKeys());
  for (const elder of [false, true]) {
    await part(tour, 'reading', () => reading(tour, elder));
    await part(tour, 'recommending', () => recommending(tour, elder));
    await part(tour, 'sealed channel', () => sealedChannel(tour, elder));
  }
  await part(tour, 'states', () => states(tour));
  await part(tour, 'desks', () => desks(tour, office));
  return missed;
}

async function part(tour, what, photograph) {
  try {
    await photograph();
  } catch (error) {
    tour.missed.push({ what, why: error.message.split('\n').slice(0, 4).join(' ') });
  }
}

/** A browser context of its own, with the few things one does in it. */
async function open(tour, viewport, elder = false) {
  const context = await tour.browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const at = (words) => page.locator(HERE).getByText(words).filter({ visible: true }).first();
  let look = { prefix: viewport === DESK ? 'desk' : elder ? 'elder' : 'phone', viewport };
  const hand = {
    page,
    tap: (words) => at(words).click(WAIT),
    sees: (words) => at(words).waitFor(WAIT),
    shows: (words) => at(words).isVisible(),
    fill: (label, text) =>
      page
        .locator(HERE)
        .getByLabel(label, { exact: true })
        .filter({ visible: true })
        .first()
        .fill(text, WAIT),
    async go(path) {
      await page.goto(`${tour.origin}/#/${path}`);
      await page.waitForTimeout(900);
    },
    async shoot(name, { screen = false } = {}) {
      await page.waitForTimeout(500);
      tour.keep(`${look.prefix}-${name}`, await (screen ? oneScreen(page) : wholePage(page, look.viewport)));
    },
    /** The same pages in a window of that size and in large letters or not. */
    async lookAs({ elder: large, ...next }) {
      look = next;
      await page.setViewportSize(look.viewport);
      await hand.go('area/home/index');
      await hand.tap(large ? /^长辈版/ : /^标准字/);
    },
    /** As it comes out of the printer: a sheet of A4 lying, without its margins. */
    async onPaper(name) {
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 1055, height: 726 });
      await page.waitForTimeout(300);
      tour.keep(`${look.prefix}-${name}`, await page.screenshot({ fullPage: true }));
      await page.emulateMedia({ media: 'screen' });
      await page.setViewportSize(look.viewport);
    },
    async chooseVillage(village = '枣坪村') {
      await hand.go('area/picker/index');
      await hand.tap(/^柳塘镇$/);
      await hand.tap(new RegExp(`^${village}$`));
      await hand.sees('看公告');
    },
    async signIn(name) {
      // Opened twice it would stand twice in the browser's history.
      if (!page.url().includes('identity/sign-in')) await hand.go('identity/sign-in/index');
      await hand.tap(name);
      await page.waitForURL((url) => !url.hash.includes('sign-in'), WAIT);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(500);
    },
    async prepareKeys() {
      await hand.go('demo/keys/index');
      await hand.fill('给这些钥匙定一个口令', PASSPHRASE);
      await hand.shoot('28-demo-keys');
      await hand.tap('做好所有钥匙');
      await at(/钥匙都做好了/).waitFor({ timeout: 180_000 });
      // Schedules open the round a moment later.
      await page.waitForTimeout(4000);
    },
  };
  if (elder) {
    await hand.go('area/home/index');
    await hand.tap('长辈版（大字）');
  }
  return hand;
}

/** What one sees at first, without what one has scrolled to. */
async function oneScreen(page) {
  await page.locator(`${HERE} .scroll`).evaluate((part) => part.scrollTo(0, 0));
  return page.screenshot();
}

/** Makes the window as high as what scrolls in it, so that nothing is cut off. */
async function wholePage(page, viewport) {
  const hidden = await page.evaluate((here) => {
    const shown = document.querySelector(here) ?? document.body;
    const parts = [document.documentElement, shown, ...shown.querySelectorAll('*')];
    const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowY);
    return Math.max(0, ...parts.filter(scrolls).map((one) => one.scrollHeight - one.clientHeight));
  }, HERE);
  const height = Math.min(viewport.height + hidden, 4000);
  if (height > viewport.height) {
    await page.setViewportSize({ ...viewport, height });
    await page.waitForTimeout(200);
  }
  const png = await page.screenshot();
  await page.setViewportSize(viewport);
  return png;
}

/** What anybody reads without signing in, and the pages of one's own. */
async function reading(tour, elder) {
  const phone = await open(tour, PHONE, elder);
  await phone.go('area/home/index');
  await phone.shoot('00-welcome');
  await phone.go('area/picker/index');
  await phone.shoot('01-picker');
  await phone.chooseVillage();
  await phone.shoot('02-home');
  await phone.go('notice/list/index');
  await phone.shoot('03-notices');
  await phone.tap(/推荐提名公告/);
  await phone.sees('转给别人');
  await phone.shoot('04-notice');
  await phone.tap('看证明');
  await phone.sees(/起未改动$/);
  await phone.tap('和纸上的号码比');
  await phone.shoot('04-notice-proof');
  await phone.go('notice/list/index');
  await phone.tap(/登记点和投票站地点/);
  await phone.sees(/撤回原因/);
  await phone.shoot('04-notice-withdrawn');
  await phone.go('candidate/list/index');
  await phone.shoot('06-candidates-not-yet');
  await phone.go('election/timetable/index');
  await phone.shoot('05-timetable');
  await phone.tap('看流程图');
  await phone.sees('公布移交');
  await phone.shoot('05-flow-chart');
  if (!elder) await phone.onPaper('05-flow-chart-paper');
  await phone.go('identity/sign-in/index');
  await phone.shoot('07-sign-in');
  await phone.signIn('李守田');
  await phone.go('identity/invitation/index');
  await phone.shoot('25-invitation');
  await phone.go('identity/me/index');
  await phone.shoot('08-me');
  await phone.tap('办公室和公钥名录');
  await phone.sees(/起未改动$/);
  await phone.shoot('08-offices');
  await phone.go('retention/kept/index');
  await phone.shoot('08-kept');
  await phone.go('identity/devices/index');
  await phone.shoot('08-devices');
  await phone.go('identity/second-phone/index');
  await phone.shoot('08-second-phone');
  await phone.go('slip/enter/index');
  await phone.shoot('08-slip');
  await phone.go('roll/published/family/index');
  await phone.shoot('08-family');
  await phone.go('registration/answer/index');
  await phone.shoot('08-answer');
  await phone.go('identity/entry/index');
  await phone.shoot('09-entry');
  await phone.go('roll/published/index');
  await phone.shoot('09-published-roll');
  await phone.go('roll/published/family/index');
  await phone.shoot('09-family');
  await phone.go('proxy/mine/index');
  await phone.shoot('09-proxies');
  await phone.go('proxy/ask/index');
  await phone.shoot('09-proxy-ask');
  await phone.chooseVillage('东渠村');
  await phone.go('candidate/list/index');
  await phone.shoot('06-candidates');
  await phone.page.context().close();
}

/** A round, from choosing to the acknowledgement, when one is open. */
async function recommending(tour, elder) {
  const phone = await open(tour, PHONE, elder);
  await phone.signIn(elder ? '孙玉梅' : '李守田');
  await phone.chooseVillage();
  await phone.go('recommendation/person/index');
  await phone.shoot('10-recommend');
  if (!(await phone.shows('推荐的职位'))) throw new Error('no round is open');
  await phone.tap(/^村委会委员$/);
  await phone.sees(/下一步/);
  const names = phone.page.locator(HERE).getByRole('checkbox');
  await names.nth(1).click(WAIT);
  await names.nth(3).click(WAIT);
  await phone.shoot('11-recommend-choose', { screen: true });
  await phone.tap('下一步：核对');
  await phone.shoot('12-recommend-confirm');
  await phone.tap('密封并提交');
  await phone.sees(/已收到|已收录/);
  await phone.shoot('13-recommend-done');
  await phone.page.context().close();
}

/** A letter and its receipt, and the page where the receipt is entered later. */
async function sealedChannel(tour, elder) {
  const phone = await open(tour, PHONE, elder);
  await phone.chooseVillage();
  await phone.go('more/index');
  await phone.tap('干部违规插手');
  await phone.shoot('14-complain-what');
  await phone.tap(/^下一步：说的是谁/);
  await phone.tap('村干部');
  await phone.shoot('15-complain-whom');
  await phone.tap(/^下一步：看送到哪里/);
  await phone.sees('能看的人');
  await phone.shoot('16-complain-office');
  await phone.tap(/^下一步：写内容/);
  await phone.fill(
    '什么时间、什么地方、谁、做了什么',
    '11月20日傍晚，村口小卖部门前，有人挨家送烟，说选举那天请多关照。',
  );
  await phone.shoot('17-complain-write');
  await phone.tap('密封并送出');
  await phone.sees('我抄好了，核对一下');
  await phone.shoot('18-receipt');
  const groups = await phone.page.locator(`${HERE} .rc-figures`).allInnerTexts();
  await phone.tap('我抄好了，核对一下');
  await typeGroups(phone, groups.slice(0, 6));
  await phone.shoot('19-type-back');
  await typeGroups(phone, [wrongly(groups[6])]);
  await phone.shoot('19-type-back-wrong');
  await typeGroups(phone, groups.slice(6));
  await phone.tap('完成');
  await phone.shoot('20-all-done');
  await phone.chooseVillage();
  await phone.tap('凭回执查进度');
  await phone.shoot('21-follow-enter');
  await typeGroups(phone, groups.with(6, wrongly(groups[6])));
  await phone.shoot('21-follow-mended');
  await phone.tap(/^查看$/);
  await phone.sees(/村口小卖部/);
  await phone.shoot('22-follow-thread');
  await phone.page.context().close();
}

/** A group with its last two figures exchanged, or its last one changed when they are alike. */
function wrongly([a, b, c]) {
  return b === c ? `${a}${b}${(Number(c) + 1) % 10}` : `${a}${c}${b}`;
}

async function typeGroups(phone, groups) {
  const key = (name) => phone.page.locator(HERE).getByRole('button', { name, exact: true }).first();
  for (const group of groups) {
    for (const figure of group) await key(figure).click(WAIT);
    const next = key('下一组');
    if ((await next.isVisible()) && (await next.isEnabled())) await next.click(WAIT);
  }
}

/** Bad moments: without network, with and without a copy. */
async function states(tour) {
  const phone = await open(tour, PHONE);
  await phone.chooseVillage();
  await phone.go('notice/list/index');
  await phone.sees(/第\d+号/);
  await phone.page.context().setOffline(true);
  await phone.tap(/^首页$/);
  await phone.tap(/^公告$/);
  await phone.shoot('23-offline-copy');
  await phone.page.goto(`${tour.origin}/#/candidate/list/index`);
  await phone.page.waitForTimeout(6000);
  await phone.shoot('24-offline-nothing');
  await phone.page.context().close();
}

/** What an officer sees on a phone, and the question whether it is them at the desk. */
async function officerOnThePhone(tour, elder, scan) {
  const phone = await open(tour, PHONE, elder);
  await phone.signIn('沈一帆');
  await phone.go('identity/me/index');
  await phone.shoot('08-me-officer');
  await phone.go('casework/due/index');
  await phone.shoot('26-due');
  await phone.go(`identity/approve/index?scan=${scan}`);
  await phone.shoot('27-approve');
  await phone.page.context().close();
}

/** Who may see which desk, and its pages. */
const DESKS = [
  {
    name: '郑立新',
    pages: {
      '30-area-import': 'area/import/index',
      '39-keys': 'directory/keys/index',
      '40-invite': `identity/invite/index?area=${VILLAGE}`,
    },
  },
  {
    name: '许文秀',
    pages: {
      '31-notices': `notice/office/index?area=${VILLAGE}`,
      '32-editor': `notice/office/editor/index?area=${VILLAGE}`,
      '33-roll-import': `roll/import/index?area=${VILLAGE}`,
      '33-roll-print': `roll/print/index?area=${VILLAGE}&version=1`,
      '34-round-office': `recommendation/office/index?area=${VILLAGE}`,
      '35-round-plan': `recommendation/plan/index?area=${VILLAGE}`,
      '42-timetable': `election/office/index?area=${VILLAGE}`,
      '41-invite': `identity/invite/index?area=${VILLAGE}`,
      '44-objections': `objection/office/index?area=${VILLAGE}`,
      '50-proxies': `proxy/desk/index?area=${VILLAGE}`,
      '48-registrations': `registration/desk/index?area=${VILLAGE}`,
      '48-slips': `slip/desk/index?area=${VILLAGE}`,
      '46-devices': 'identity/devices/index',
      '49-committee': `committee/desk/index?area=${VILLAGE}`,
      '47-minutes': `meeting/desk/index?area=${VILLAGE}`,
      '45-staff': `identity/staff/index?area=${VILLAGE}`,
    },
  },
  {
    name: '吴晓芸',
    pages: {
      '43-timetables-of-a-town': `election/office/index?area=${TOWN}`,
      '46-board': `election/board/index?area=${TOWN}`,
    },
  },
  { name: '田有才', pages: { '36-trustee': `recommendation/trustee/index?area=${VILLAGE}` } },
];

/** At a desk, and in a phone's browser, in either size of letters. */
const LOOKS = [
  { prefix: 'phone', viewport: PHONE, elder: false },
  { prefix: 'elder', viewport: PHONE, elder: true },
  { prefix: 'desk-elder', viewport: DESK, elder: true },
  { prefix: 'desk', viewport: DESK, elder: false },
];

/** `office` is the desk whose browser holds the demo's keys. */
async function desks(tour, office) {
  const stranger = await open(tour, DESK);
  const opened = stranger.page.waitForResponse((answer) => answer.url().endsWith('/identity/desk'));
  await stranger.go('identity/sign-in/index');
  const { scan } = await (await opened).json();
  await stranger.shoot('29-sign-in');
  for (const elder of [false, true]) {
    await part(tour, 'officer on the phone', () => officerOnThePhone(tour, elder, scan));
  }
  for (const { name, pages } of DESKS) {
    await office.signIn(name);
    for (const look of LOOKS) {
      await office.lookAs(look);
      for (const [picture, path] of Object.entries(pages)) {
        await part(tour, picture, async () => {
          await office.go(path);
          await office.page.waitForLoadState('networkidle');
          await office.shoot(picture);
        });
      }
    }
  }
  for (const shots of [rollCheck, wrongRecord, publishedNotice, trustee, casework]) {
    await part(tour, shots.name, () => shots(office));
  }
}

const ROLL = [
  '姓名\t身份证号\t组\t类别\t党员',
  '何建设\t990101197603140015\t第1组\t户籍在村\t否',
  '刘小燕\t\t第1组\t户籍在村\t否',
  '欧阳文静\t99010120101224002X\t第2组\t户籍在村\t否',
].join('\n');

/** A table with faults, before it is written. */
async function rollCheck(office) {
  await office.signIn('许文秀');
  await office.go(`roll/import/index?area=${VILLAGE}`);
  await office.fill('从表格里复制，粘贴到这里', ROLL);
  await office.tap('核对粘贴的内容');
  await office.sees('写入前');
  await office.shoot('33-roll-check');
  await office.tap('不写了');
  await office.tap('加一个人，或者改一个人');
  await office.sees('改名单上的人');
  await office.shoot('33-roll-one-person');
}

/** A step's record that turns out to be the wrong one. */
async function wrongRecord(office) {
  await office.go(`election/office/index?area=${VILLAGE}`);
  await office.tap('凭据和阶段');
  await office.tap(/^存错了$/);
  await office.sees('划去这份凭据');
  await office.shoot('42-wrong-record');
}

/** A published notice at the desk, its sheet for the wall, and where it is corrected. */
async function publishedNotice(office) {
  await office.go(`notice/office/index?area=${VILLAGE}`);
  await office.tap(/^村民委员会候选人推荐提名公告$/);
  await office.shoot('31-notices-published');
  await office.tap('打印张贴');
  await office.sees(/^扫一扫/);
  await office.shoot('40-print');
  await office.tap('回去');
  await office.tap('打开，更正或撤回');
  await office.sees(/^更正$/);
  await office.shoot('32-editor-published');
}

/** A trustee's desk with the keys open. */
async function trustee(office) {
  await office.signIn('田有才');
  await office.go(`recommendation/trustee/index?area=${VILLAGE}`);
  await office.fill('口令', PASSPHRASE);
  await office.tap('打开钥匙');
  await office.sees('锁上钥匙');
  await office.shoot('36-trustee-open');
}

async function casework(office) {
  await office.signIn('沈一帆');
  await office.go('casework/inbox/index');
  await office.sees(/还有 \d+ 个工作日|还有 \d+ 天/);
  await office.shoot('37-inbox');
  await office.tap(/^打开$/);
  await office.fill('口令', PASSPHRASE);
  await office.tap('打开这封信');
  await office.sees(/村口小卖部/);
  await office.shoot('38-case');
  await office.tap('不受理……');
  await office.sees('不受理这封信');
  await office.shoot('38-case-refuse');
}
