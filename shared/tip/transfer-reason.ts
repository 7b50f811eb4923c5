/** Under which rule a case goes to another office: 纪检监察机关处理检举控告工作规则(2020) 第15、16、48条, 信访工作条例 第22条. */
export const TRANSFER_REASONS = [
  'superior',
  'own-people',
  'recusal',
  'remit',
  'other-organ',
  'joint',
] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];

/** How the reason is said to the officer who picks it and to the writer who reads it. */
export const TRANSFER_WORDS = {
  superior: '按管理权限，由上级机关受理',
  'own-people': '说的是本机关的人，由上级机关受理',
  recusal: '本机关办理的人都要回避，由上级机关办理',
  remit: '按管理权限，由下级机关受理',
  'other-organ': '归另一个机关管，写信人同意转过去',
  /** It stays where it is. */
  joint: '两个机关都管，写信人同意请来联合办理',
} as const satisfies Record<TransferReason, string>;
