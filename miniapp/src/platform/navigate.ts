import Taro, { useDidShow, useRouter } from '@tarojs/taro';
import { useRef } from 'react';
import { type PagePath, TABS } from './pages';
import { letGo, putAddress } from './history';

type Query = Readonly<Record<string, string | number | undefined>>;

function address(page: PagePath, query: Query = {}): string {
  const asked = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  return `/${page}${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
}

function isTab(page: PagePath): boolean {
  return TABS.some((tab) => tab.page === page);
}

/** Opens a page on top of this one; a tab's page takes over. */
export function go(page: PagePath, query?: Query): void {
  if (isTab(page)) void Taro.switchTab({ url: address(page) });
  else void Taro.navigateTo({ url: address(page, query) });
}

/** Opens a page in place of this one. */
export function replace(page: PagePath, query?: Query): void {
  if (isTab(page)) void Taro.switchTab({ url: address(page) });
  else void Taro.redirectTo({ url: address(page, query) });
}

/** Forgets all pages below and opens this one: for leaving at once. */
export function restart(page: PagePath, query?: Query): void {
  void letGo().then(() => Taro.reLaunch({ url: address(page, query) }));
}

/** Goes back; to the home page when there is nothing to go back to. */
export function back(): void {
  backTo('area/home/index');
}

/** Goes back to the page below, and opens this one when there is none, as after loading anew. */
export function backTo(page: PagePath): void {
  void letGo().then(() => {
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
    else replace(page);
  });
}

/** Whether the page below is one of these. */
export function cameFrom(pages: readonly PagePath[]): boolean {
  const below = Taro.getCurrentPages().slice(-2, -1);
  return below.some(({ route = '' }) => pages.some((page) => route.replace(/^\//, '').startsWith(page)));
}

/** Gives the page that stands another address, for when it is loaded anew. At a desk alone. */
export function readdress(page: PagePath, query: Query): void {
  putAddress(`#${address(page, query)}`);
}

/** The query of the page's address, decoded. */
export function useParams(): Record<string, string | undefined> {
  const { params } = useRouter();
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      value === undefined ? undefined : decodeURIComponent(value),
    ]),
  );
}

/** Runs when the page comes back into view, not when it first opens. */
export function useShown(run: () => void): void {
  const first = useRef(true);
  useDidShow(() => {
    if (first.current) first.current = false;
    else run();
  });
}
