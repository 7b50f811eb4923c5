const log: unknown = TARO_APP_LOG === '' ? undefined : JSON.parse(TARO_APP_LOG);

/** The trust anchors this build carries, which tools/site-trust.mjs writes beside it; undefined in a build for one machine, which asks its site. */
export const pinned =
  TARO_APP_ROOT_PK === ''
    ? undefined
    : {
        county: TARO_APP_COUNTY,
        rootPk: TARO_APP_ROOT_PK,
        log,
        hosts: { api: TARO_APP_API, ballotbox: TARO_APP_BALLOTBOX, tipline: TARO_APP_TIPLINE },
        demo: TARO_APP_DEMO === '1',
      };
