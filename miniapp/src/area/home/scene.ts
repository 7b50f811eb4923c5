import { AreaCode } from '#shared/area/code';

/** The village a QR code's scene names: its 12 digits, alone or after `v=`. */
export function sceneVillage(scene: string | undefined): AreaCode | undefined {
  const digits = /(?:^|=)(\d{12})$/.exec(scene ?? '')?.[1];
  const parsed = AreaCode.safeParse(digits);
  return parsed.success ? parsed.data : undefined;
}
