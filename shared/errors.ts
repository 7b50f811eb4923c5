/**
 * Every expected failure: HTTP status and the sentence a person reads (what happened, what is safe, what to do).
 * One table, so that a code cannot exist without its words.
 */
export const ERRORS = {
  // any route
  malformed: { status: 400, title: '送来的内容读不出来，没有保存。请返回上一页重新填写。' },
  invalid: { status: 422, title: '有的地方填得不对，没有保存。请按提示改好再提交。' },
  'unsupported-type': { status: 415, title: '送来的格式不对，没有保存。请更新小程序后再试。' },
  'too-large': { status: 413, title: '内容太大，没有保存。请删短一些再提交。' },
  'signed-out': { status: 401, title: '登录已过期，请重新登录。填好的内容还在。' },
  forbidden: { status: 403, title: '您没有这里的权限。需要的话请联系镇换届办。' },
  'not-found': { status: 404, title: '没有找到这项内容，可能已经撤下。请返回上一页。' },
  conflict: { status: 409, title: '别人刚刚改过这项内容，您的没有保存。请刷新后再改一次。' },
  'too-many-tries': { status: 429, title: '试的次数太多了，请过一小时再试，或给村民选举委员会打电话。' },
  busy: { status: 503, title: '现在用的人多，没有保存。请过一分钟再试，填好的内容还在。' },
  internal: { status: 500, title: '没有办成，内容没有保存。请过一会儿再试，或打电话问人。' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A stable code of an expected failure (RFC 9457 `code` member). */
export type ErrorCode = keyof typeof ERRORS;
