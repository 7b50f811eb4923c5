/** The legal reasons for which a tip-off is not accepted: 纪检监察机关处理检举控告工作规则(2020) 第13条. */
export const REFUSALS = ['litigation', 'other-remit', 'no-substance'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** How the reason is said to the officer who picks it and to the writer who reads it. */
export const REFUSAL_WORDS = {
  litigation: '已经或者应当通过诉讼、仲裁、复议等法定途径解决',
  'other-remit': '按法律规定由其他机关或者单位负责',
  'no-substance': '只列出违纪违法的说法，没有实质内容',
} as const satisfies Record<Refusal, string>;

/** Where the writer can go instead, as it is said to them. */
export const REFUSAL_WAYS = {
  litigation: '请到法院、仲裁委员会或者复议机关去办。不清楚该去哪一家，可以到镇里的窗口问。',
  'other-remit': '请向管这件事的机关或者单位反映。不清楚是哪一家，可以到镇里的窗口问。',
  'no-substance': '想起了时间、地点、人和经过，可以另写一封，也可以到窗口当面说。',
} as const satisfies Record<Refusal, string>;
