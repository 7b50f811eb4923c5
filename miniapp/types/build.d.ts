declare module '*.css';

declare const TARO_APP_COUNTY: string;
declare const TARO_APP_ROOT_PK: string;
declare const TARO_APP_API: string;
declare const TARO_APP_BALLOTBOX: string;
declare const TARO_APP_TIPLINE: string;
declare const TARO_APP_LOG: string;
declare const TARO_APP_DEMO: string;

/** Replaced by a constant at build. */
declare const process: { readonly env: { readonly TARO_ENV: 'weapp' | 'h5' } };
