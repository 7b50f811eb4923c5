import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';

/** What the mini-program asks of the network: a request as wx.request takes it, and its answer. */
export type Network = (request: {
  url: string;
  method: string;
  header: Record<string, string>;
  data: string | undefined;
}) => Promise<{ statusCode: number; header: Record<string, string>; data: string }>;

/** A node of the page as Taro hands it to WeChat's renderer. */
interface ViewNode {
  sid?: string;
  v?: string;
  cn?: ViewNode[];
  [attribute: string]: unknown;
}

type Handlers = Record<string, (...args: unknown[]) => unknown>;

interface PageInstance {
  route: string;
  data: { root?: ViewNode };
  handlers: Handlers;
}

/** A phone that runs the built mini-program with a stubbed `wx`: no Function, TextEncoder, Blob or crypto. */
export interface Phone {
  /** All words on the page now. */
  text: () => string;
  /** Taps what shows these words (the innermost element that can be tapped). */
  tap: (words: string) => Promise<void>;
  /** Types into the field whose label or placeholder has these words. */
  type: (label: string, text: string) => Promise<void>;
  /** Waits until the page shows these words. */
  until: (words: string) => Promise<void>;
  open: (path: string, query?: Record<string, string>) => Promise<void>;
  /** Takes the network away or brings it back; WeChat says so. */
  setOnline: (isOnline: boolean) => void;
  /** The next request to a path arrives, and its answer does not. */
  loseAnswer: (path: string) => void;
  page: () => PageInstance;
  /** What the mini-program stored: wx storage. */
  storage: Map<string, unknown>;
  /** Errors that reached wx or the console. */
  errors: string[];
  close: () => void;
}

const WAIT_MS = 15_000;

/** Starts the built mini-program in `folder`. */
export function openPhone(
  folder: string,
  network: Network,
  login: () => string,
  /** Milliseconds since 1970. */
  nowMs: () => number,
  /** What this phone does not have, beside what no mini-program has: `BigInt` on old ones. */
  lacks: readonly string[] = [],
): Phone {
  const storage = new Map<string, unknown>();
  const errors: string[] = [];
  const pages: PageInstance[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const state: { app: Handlers; registered: Handlers | undefined } = { app: {}, registered: undefined };

  const tabs = tabsIn(folder);
  const go = (path: string, query: Record<string, string>) => {
    // A tab's page closes all others, as in WeChat.
    if (tabs.includes(path.replace(/^\//, '')))
      for (const page of pages.splice(0)) page.handlers['onUnload']?.call(page.handlers);
    openPage(path, query, pages, load, state);
  };
  const air = {
    isOnline: true,
    losing: [] as string[],
    told: [] as ((status: { isConnected: boolean }) => void)[],
  };
  const { network: wired, settle } = watched(async (request) => {
    if (!air.isOnline) throw new Error('request:fail');
    const reply = await network(request);
    const at = air.losing.findIndex((path) => request.url.endsWith(path));
    if (at < 0) return reply;
    air.losing.splice(at, 1);
    throw new Error('request:fail timeout');
  });
  const wx = stubWx({ storage, air, network: wired, login, navigate: go, back: () => pages.pop(), pages });
  const context = createContext(globalsOf({ wx, errors, timers, state, pages }), {
    codeGeneration: { strings: false, wasm: false },
  });
  // What a mini-program does not have must be missing here too.
  const missing = ['Function', 'WebAssembly', ...lacks];
  runInContext(
    `${missing.map((name) => `delete globalThis.${name};`).join('')} globalThis.global = globalThis;`,
    context,
  );
  setClock(context, nowMs() - Date.now());
  const load = loader(folder, context);
  load('/app.js');
  state.app['onLaunch']?.({ path: 'area/home/index', query: {}, scene: 1001 });
  state.app['onShow']?.({ path: 'area/home/index', query: {}, scene: 1001 });

  const page = () => {
    const top = pages.at(-1);
    if (!top) throw new Error('no page is open');
    return top;
  };
  const until = (words: string) =>
    waitFor(
      () => textOf(page().data.root).includes(words),
      () => `"${words}" on ${page().route}:\n${textOf(page().data.root)}\n${errors.join('\n')}`,
    );
  return {
    text: () => textOf(page().data.root),
    page,
    until,
    setOnline: (isOnline) => {
      air.isOnline = isOnline;
      for (const tell of air.told) tell({ isConnected: isOnline });
    },
    loseAnswer: (path) => air.losing.push(path),
    storage,
    errors,
    open: async (path, query = {}) => {
      go(path, query);
      await settle();
    },
    tap: async (words) => {
      await until(words);
      await settle();
      const chain = findChain(page().data.root, (node) => textOf(node).includes(words));
      fire(page(), chain.reverse(), 'tap', {});
      await settle();
    },
    type: async (label, text) => {
      await until(label);
      const field = fieldLabelled(page().data.root, label);
      fire(page(), [field], 'input', { value: text });
      await settle();
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function tabsIn(folder: string): string[] {
  const app = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as {
    tabBar: { list: { pagePath: string }[] };
  };
  return app.tabBar.list.map(({ pagePath }) => pagePath);
}

/** The phone's clock runs with the county's. */
function setClock(context: object, aheadMs: number): void {
  runInContext(
    `globalThis.Date = class extends Date {
      constructor(...parts) { parts.length === 0 ? super(Date.now()) : super(...parts); }
      static now() { return super.now() + ${aheadMs}; }
    };`,
    context,
  );
}

function globalsOf(world: {
  wx: unknown;
  errors: string[];
  timers: Set<NodeJS.Timeout>;
  state: { app: Handlers; registered: Handlers | undefined };
  pages: PageInstance[];
}): Record<string, unknown> {
  const { errors, timers, state } = world;
  const say = (...words: unknown[]) =>
    errors.push(words.map((word) => (word instanceof Error ? word.stack : String(word))).join(' '));
  const later = (run: () => void, ms?: number) => {
    const timer = setTimeout(run, ms);
    timers.add(timer);
    return timer;
  };
  return {
    wx: world.wx,
    console: { log: () => undefined, info: () => undefined, debug: () => undefined, warn: say, error: say },
    setTimeout: later,
    clearTimeout: (timer: NodeJS.Timeout) => {
      timers.delete(timer);
      clearTimeout(timer);
    },
    setInterval: (run: () => void, ms?: number) => {
      const timer = setInterval(run, ms);
      timers.add(timer);
      return timer;
    },
    clearInterval,
    App: (config: Handlers) => {
      state.app = config;
    },
    Page: (config: Handlers) => {
      state.registered = config;
    },
    Component: (config: Handlers) => {
      // WeChat calls what a component lists under `methods` by its name; its types say nothing of what stands there.
      state.registered = { ...config, ...(config['methods'] as unknown as Handlers) };
    },
    Behavior: (config: unknown) => config,
    getApp: () => state.app,
    getCurrentPages: () => world.pages.map((page) => ({ route: page.route, options: {}, ...page.handlers })),
  };
}

/** `require` of the mini-program: relative paths inside the package. */
function loader(folder: string, context: object): (path: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const known = loaded.get(path);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(path, module);
    const source = readFileSync(join(folder, path), 'utf8');
    const wrapped = runInContext(`(function (require, module, exports) {${source}\n})`, context, {
      filename: path,
    });
    wrapped(
      (name: string) => {
        const target = resolve('/', dirname(path), name);
        return load(existsSync(join(folder, target)) ? target : `${target}.js`);
      },
      module,
      module.exports,
    );
    return module.exports;
  };
  return load;
}

function openPage(
  path: string,
  query: Record<string, string>,
  pages: PageInstance[],
  load: (path: string) => unknown,
  state: { registered: Handlers | undefined },
): void {
  const route = path.replace(/^\//, '');
  state.registered = undefined;
  load(`/${route}.js`);
  const config = REGISTERED.get(route) ?? state.registered;
  if (!config) throw new Error(`${route} registers no page`);
  REGISTERED.set(route, config);
  const instance: PageInstance = { route, data: {}, handlers: {} };
  const self = Object.assign(Object.create(config) as Handlers, {
    route,
    options: query,
    data: instance.data,
    setData(change: Record<string, unknown>, done?: () => void) {
      for (const [place, value] of Object.entries(change)) place_(instance.data, place, value);
      if (done) setTimeout(done, 0);
    },
    createSelectorQuery: () => ({ in: () => ({}), select: () => ({}), exec: () => undefined }),
    selectComponent: () => null,
    getTabBar: () => null,
    // Methods and data beside each other, as WeChat has them: no type of ours says that.
  }) as unknown as Handlers;
  instance.handlers = self;
  pages.at(-1)?.handlers['onHide']?.call(pages.at(-1)?.handlers);
  pages.push(instance);
  for (const step of ['onLoad', 'onShow', 'onReady']) self[step]?.call(self, query);
}

const REGISTERED = new Map<string, Handlers>();

/** Writes `value` at a path like `root.cn.[0].v`, as setData does. */
function place_(data: object, place: string, value: unknown): void {
  const parts = place
    .replace(/\[(\d+)\]/g, '$1')
    .split('.')
    .filter((part) => part !== '');
  let at = data as Record<string, unknown>;
  for (const part of parts.slice(0, -1)) {
    at[part] ??= {};
    at = at[part] as Record<string, unknown>;
  }
  at[parts.at(-1) ?? ''] = value;
}

function childrenOf(node: ViewNode): ViewNode[] {
  return Object.values(node.cn ?? []);
}

function textOf(node: ViewNode | undefined): string {
  if (!node) return '';
  return [typeof node.v === 'string' ? node.v : '', ...childrenOf(node).map(textOf)].join('');
}

/** From the root to the innermost node that fits. */
function findChain(node: ViewNode | undefined, fits: (node: ViewNode) => boolean): ViewNode[] {
  if (!node || !fits(node)) return [];
  for (const child of childrenOf(node)) {
    const below = findChain(child, fits);
    if (below.length > 0) return [node, ...below];
  }
  return [node];
}

function all(node: ViewNode | undefined): ViewNode[] {
  return node ? [node, ...childrenOf(node).flatMap(all)] : [];
}

/** The input that carries the label as its reader's name or placeholder. */
function fieldLabelled(root: ViewNode | undefined, label: string): ViewNode {
  const field = all(root).find((node) =>
    Object.entries(node).some(
      ([name, value]) => name !== 'v' && name !== 'cn' && typeof value === 'string' && value.includes(label),
    ),
  );
  if (!field) throw new Error(`no field ${label}`);
  return field;
}

/** Hands an event to Taro for the first of the nodes (innermost first) that listens. */
function fire(page: PageInstance, nodes: readonly ViewNode[], type: string, detail: object): void {
  // Words have a place in the tree, but only elements can be touched.
  const elements = nodes.filter((node) => node.v === undefined && typeof node.sid === 'string');
  const inner = elements[0];
  if (!inner) throw new Error('nothing there can be touched');
  for (const node of elements) {
    const place = { id: node.sid, dataset: { sid: node.sid }, offsetLeft: 0, offsetTop: 0 };
    const target = { id: inner.sid, dataset: { sid: inner.sid }, offsetLeft: 0, offsetTop: 0 };
    page.handlers['eh']?.call(page.handlers, {
      type,
      detail,
      timeStamp: Date.now(),
      target,
      currentTarget: place,
      mark: {},
      touches: [],
    });
  }
}

/** Counts requests under way, so that a test touches the page as a person does: after it has stopped moving. */
function watched(network: Network): { network: Network; settle: () => Promise<void> } {
  let under = 0;
  return {
    network: async (request) => {
      under += 1;
      try {
        return await network(request);
      } finally {
        under -= 1;
      }
    },
    async settle() {
      do await new Promise((done) => setTimeout(done, 60));
      while (under > 0);
    },
  };
}

async function waitFor(holds: () => boolean, what: () => string): Promise<void> {
  const until = Date.now() + WAIT_MS;
  while (!holds()) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

interface WxWorld {
  air: { isOnline: boolean; told: ((status: { isConnected: boolean }) => void)[] };
  storage: Map<string, unknown>;
  network: Network;
  login: () => string;
  navigate: (path: string, query: Record<string, string>) => void;
  back: () => void;
  pages: PageInstance[];
}

interface Options {
  success?: (answer: unknown) => void;
  fail?: (error: unknown) => void;
  complete?: (answer: unknown) => void;
  [name: string]: unknown;
}

function answer(options: Options | undefined, value: unknown): void {
  setTimeout(() => {
    options?.success?.(value);
    options?.complete?.(value);
  }, 0);
}

/** The part of `wx` that the mini-program may call; anything else is a mistake that the test should see. */
function stubWx(world: WxWorld): Record<string, unknown> {
  const { storage } = world;
  const visit = (options: Options) => {
    const [path = '', search = ''] = String(options['url']).split('?');
    world.navigate(path, Object.fromEntries(new URLSearchParams(search)));
    answer(options, { errMsg: 'ok' });
  };
  const base = {
    platform: 'android',
    SDKVersion: '3.8.0',
    version: '8.0.50',
    language: 'zh_CN',
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    windowWidth: 375,
    windowHeight: 760,
    screenWidth: 375,
    screenHeight: 760,
    pixelRatio: 2,
    statusBarHeight: 24,
    brand: '',
    model: '',
    system: 'Android 12',
  };
  return {
    getSystemInfoSync: () => base,
    getSystemInfo: (options: Options) => answer(options, base),
    getAppBaseInfo: () => base,
    getDeviceInfo: () => base,
    getWindowInfo: () => base,
    getSystemSetting: () => ({}),
    getMenuButtonBoundingClientRect: () => ({
      top: 28,
      bottom: 60,
      left: 280,
      right: 367,
      width: 87,
      height: 32,
    }),
    getLaunchOptionsSync: () => ({ path: 'area/home/index', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: 'area/home/index', query: {}, scene: 1001 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx-test', envVersion: 'release' } }),
    canIUse: () => true,
    nextTick: (run: () => void) => setTimeout(run, 0),
    onNetworkStatusChange: (tell: (status: { isConnected: boolean }) => void) => world.air.told.push(tell),
    offNetworkStatusChange: () => undefined,
    getNetworkType: (options: Options) =>
      answer(options, { networkType: world.air.isOnline ? 'wifi' : 'none' }),
    getRandomValues: (options: Options) => {
      const bytes = new Uint8Array(Number(options['length']));
      crypto.getRandomValues(bytes);
      answer(options, { randomValues: bytes.buffer });
    },
    login: (options: Options) => answer(options, { code: world.login() }),
    request: (options: Options) => {
      const data = options['data'];
      void world
        .network({
          url: String(options['url']),
          method: typeof options['method'] === 'string' ? options['method'] : 'GET',
          header: (options['header'] ?? {}) as Record<string, string>,
          data:
            data instanceof ArrayBuffer
              ? new TextDecoder().decode(data)
              : data === undefined
                ? undefined
                : typeof data === 'string'
                  ? data
                  : JSON.stringify(data),
        })
        .then((reply) => answer(options, reply))
        .catch((error: unknown) => options.fail?.({ errMsg: String(error) }));
      return { abort: () => undefined, onHeadersReceived: () => undefined };
    },
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 }),
    getStorage: (options: Options) => answer(options, { data: storage.get(String(options['key'])) }),
    setStorage: (options: Options) => {
      storage.set(String(options['key']), options['data']);
      answer(options, {});
    },
    navigateTo: visit,
    redirectTo: visit,
    switchTab: visit,
    reLaunch: visit,
    navigateBack: (options: Options) => {
      world.back();
      answer(options, {});
    },
    setNavigationBarTitle: (options: Options) => answer(options, {}),
    pageScrollTo: (options: Options) => answer(options, {}),
    enableAlertBeforeUnload: () => undefined,
    disableAlertBeforeUnload: () => undefined,
    createSelectorQuery: () => ({
      select: () => ({ boundingClientRect: () => ({ exec: () => undefined }) }),
      exec: () => undefined,
    }),
    createInnerAudioContext: () => ({}),
    onThemeChange: () => undefined,
    onAppShow: () => undefined,
    onAppHide: () => undefined,
    onError: () => undefined,
    onUnhandledRejection: () => undefined,
    onPageNotFound: () => undefined,
  };
}
