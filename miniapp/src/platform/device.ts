// What the device can do beside showing pages. device.weapp.ts is the other half.

/** Rings a number. */
export function call(phone: string): void {
  globalThis.location.href = `tel:${phone.replace(/[^0-9+]/g, '')}`;
}

/** How much larger than usual text is set on this device, 1 to 2. */
export function fontFactor(): number {
  const probe = document.createElement('span');
  // `medium` is the size the person chose, whatever the page sets on its root.
  probe.style.cssText = 'font-size:medium;position:absolute;visibility:hidden';
  document.body.appendChild(probe);
  const px = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return Number.isFinite(px) ? Math.min(2, Math.max(1, px / 16)) : 1;
}

/** Reads a QR code with the camera; undefined where there is no reader or nothing was read. */
export const scan: (() => Promise<string | undefined>) | undefined = undefined;

/** A WeChat sign-in code; undefined outside WeChat. */
export const wechatCode: (() => Promise<string | undefined>) | undefined = undefined;

/** Prints the page; undefined where nothing can print. */
export const print: (() => void) | undefined = () => globalThis.print();

/** Opens a file, or saves it under its name. */
export function openFile(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noopener';
  link.click();
}

/** Puts text on the clipboard; false when that is not allowed. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Hands an address on by the share sheet of the phone, else by the clipboard; says which, or neither. */
export async function shareLink(title: string, url: string): Promise<'shared' | 'copied' | 'refused'> {
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch {
      return 'refused';
    }
  }
  return (await copy(url)) ? 'copied' : 'refused';
}

/** The address of the page one is on; undefined in a mini-program. */
export function pageAddress(): string | undefined {
  return globalThis.location.href;
}

/** The site this page is of, `https://host`; undefined in a mini-program. */
export function siteAddress(): string | undefined {
  return globalThis.location.origin;
}

/** The scene a mini-program code was scanned with; on H5 the part after `?scene=`. */
export function sceneOf(params: Record<string, string | undefined>): string | undefined {
  return params['scene'] ?? new URLSearchParams(globalThis.location.search).get('scene') ?? undefined;
}
