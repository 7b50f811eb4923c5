// The browser's history: the phone's own Back, the address that stands, closing the window. history.weapp.ts is the other half.

/** The page that answers Back itself: by what, and at which address. */
let held: { run: () => void; href: string } | undefined;
/** Called when the entry that stood in for it is gone again. */
let gone: (() => void) | undefined;

const isStandIn = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'standIn' in state;

/** One entry above the page's own: Back leaves it, and the page is still there. */
function putStandIn(): void {
  const state: unknown = globalThis.history.state;
  globalThis.history.pushState(
    { ...(typeof state === 'object' ? state : {}), standIn: true },
    '',
    globalThis.location.href,
  );
}

function onPop(event: PopStateEvent): void {
  if (gone) {
    event.stopImmediatePropagation();
    gone();
    gone = undefined;
    return;
  }
  // From a page above, or of another one: the router's.
  if (!held || isStandIn(event.state) || globalThis.location.href !== held.href) return;
  event.stopImmediatePropagation();
  putStandIn();
  held.run();
}

/** Called before the router begins to listen: who listens to the window first is asked first. */
export function listenForBack(): void {
  globalThis.addEventListener('popstate', onPop);
}

/**
 * Makes the phone's Back do what the page's own arrow does, until it is let go; where nothing else is held by then,
 * Back is the router's again.
 */
export function holdBack(run: () => void): () => void {
  const mine = { run, href: globalThis.location.href };
  held = mine;
  if (!isStandIn(globalThis.history.state)) putStandIn();
  return () => {
    if (held === mine) held = undefined;
    // The next step of the same page holds at once.
    setTimeout(() => {
      if (!held && globalThis.location.href === mine.href) void letGo();
    });
  };
}

/** Takes the stand-in away: before a page is left for good, so that Back does not lead to it. */
export function letGo(): Promise<void> {
  held = undefined;
  if (!isStandIn(globalThis.history.state) || gone) return Promise.resolve();
  return new Promise((resolve) => {
    gone = resolve;
    globalThis.history.back();
  });
}

/** Puts another address in the place of the one that stands; nothing is loaded. */
export function putAddress(address: string): void {
  globalThis.history.replaceState(globalThis.history.state, '', address);
}

/** Lets the browser ask before the window is closed or loaded anew, until it is let go. */
export function askBeforeClosing(): () => void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  globalThis.addEventListener('beforeunload', ask);
  return () => globalThis.removeEventListener('beforeunload', ask);
}
