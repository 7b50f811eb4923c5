import { DESK, MAIN, PACKAGES, TABS } from './platform/pages';

const inWeapp = process.env.TARO_ENV === 'weapp';
const inPackages = PACKAGES.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));

export default defineAppConfig({
  pages: inWeapp ? [...MAIN] : [...MAIN, ...inPackages, ...DESK],
  ...(inWeapp
    ? {
        subPackages: PACKAGES.map(({ root, pages }) => ({ root, pages: [...pages] })),
        // Everybody loads everything ahead, so that what is loaded says nothing about what is done.
        preloadRule: { 'area/home/index': { network: 'all', packages: PACKAGES.map(({ root }) => root) } },
        lazyCodeLoading: 'requiredComponents',
      }
    : { animation: false }),
  // Drawn by the kit (components/tab-bar.tsx): the native bar's words are 10 px and cannot grow.
  tabBar: { custom: true, list: TABS.map(({ page, text }) => ({ pagePath: page, text })) },
  window: {
    navigationBarTitleText: '阳光换届',
    navigationBarBackgroundColor: '#F6F3EC',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F6F3EC',
    backgroundTextStyle: 'dark',
    ...(inWeapp ? {} : { navigationStyle: 'custom' }),
  },
});
