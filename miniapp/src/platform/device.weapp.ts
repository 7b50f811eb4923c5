import Taro from '@tarojs/taro';

// What the device can do beside showing pages. device.ts is the other half.

/** Rings a number. */
export function call(phone: string): void {
  // Refusing to ring is the person's choice, not an error.
  void Taro.makePhoneCall({ phoneNumber: phone.replace(/[^0-9+]/g, '') }).catch(() => undefined);
}

/** How much larger than usual text is set on this phone, 1 to 2. */
export function fontFactor(): number {
  const size = Taro.getSystemInfoSync().fontSizeSetting;
  // 17 is WeChat's own standard size (R); larger settings go up to 关怀模式.
  return size ? Math.min(2, Math.max(1, size / 17)) : 1;
}

/** Reads a QR code with the camera; undefined when nothing was read. */
export const scan: (() => Promise<string | undefined>) | undefined = async () => {
  try {
    return (await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] })).result;
  } catch {
    return undefined;
  }
};

/** A WeChat sign-in code, good for five minutes and once. */
export const wechatCode: (() => Promise<string | undefined>) | undefined = async () => {
  try {
    return (await Taro.login()).code;
  } catch {
    return undefined;
  }
};

/** Prints the page; undefined where nothing can print. */
export const print: (() => void) | undefined = undefined;

/** Opens a file; WeChat names it itself. */
export const openFile: (url: string, name: string) => void = (url) => {
  void Taro.downloadFile({ url })
    .then(({ tempFilePath }) => Taro.openDocument({ filePath: tempFilePath, showMenu: true }))
    .catch(() => Taro.showToast({ title: '文件没打开，请换个有网的地方再点', icon: 'none' }));
};

/** Puts text on the clipboard; false when that is not allowed. */
export async function copy(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text });
    return true;
  } catch {
    return false;
  }
}

/** A mini-program shares by its own button. */
export async function shareLink(_title: string, url: string): Promise<'shared' | 'copied' | 'refused'> {
  return (await copy(url)) ? 'copied' : 'refused';
}

/** The address of the page one is on; undefined in a mini-program. */
export function pageAddress(): string | undefined {
  return undefined;
}

/** The site this page is of; undefined in a mini-program. */
export function siteAddress(): string | undefined {
  return undefined;
}

/** The scene a mini-program code was scanned with. */
export function sceneOf(params: Record<string, string | undefined>): string | undefined {
  const scene = params['scene'];
  return scene === undefined ? undefined : decodeURIComponent(scene);
}
