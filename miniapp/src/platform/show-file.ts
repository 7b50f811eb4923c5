import { pictureType, safeName, soundType } from '#shared/tip/file-kind';
import { openFile } from './device';

// Files that were opened on this device: shown, or kept where the person says. show-file.weapp.ts is the other half.

/** Where this device shows a picture from, until it is let go. */
export interface Shown {
  readonly src: string;
  readonly letGo: () => void;
}

/** The parts as a picture; undefined when they are none. */
export function showPicture(parts: readonly Uint8Array[]): Shown | undefined {
  const type = parts[0] && pictureType(parts[0]);
  return type && shown(parts, type);
}

/** The parts as a sound; undefined when they are none. */
export const playSound: (parts: readonly Uint8Array[]) => Shown | undefined = (parts) => {
  const type = parts[0] && soundType(parts[0]);
  return type && shown(parts, type);
};

function shown(parts: readonly Uint8Array[], type: string): Shown {
  const src = URL.createObjectURL(blobOf(parts, type));
  return { src, letGo: () => URL.revokeObjectURL(src) };
}

/** Gives the person a file to keep, under its name; nothing in it is run. */
export function keepFile(parts: readonly Uint8Array[], name: string): void {
  const url = URL.createObjectURL(blobOf(parts, 'application/octet-stream'));
  openFile(url, safeName(name));
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function blobOf(parts: readonly Uint8Array[], type: string): Blob {
  return new Blob(
    parts.map((part) => part.slice().buffer),
    { type },
  );
}
